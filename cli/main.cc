#include "cli/command.hpp"

/// What jemalloc reads when it starts. Two arenas, not four for each core: threads keep what they often need
/// themselves, and each arena has its own free pages (a server of 10,000 services: 4 MB less).
extern "C" const char* malloc_conf;
const char* malloc_conf = "narenas:2";

int main(int argc, char** argv) { return fingerpost::cli::run(argc, argv); }
