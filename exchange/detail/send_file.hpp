#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

namespace fingerpost::exchange {

/// Sends a file piece by piece.
void send_file(const std::filesystem::path& file, const std::function<void(std::string_view)>& output);

}  // namespace fingerpost::exchange
