# Compiler settings for everything we write: warnings are errors in what developers and CI build (a newcomer's release must
# not fail on another compiler's opinion), third-party headers are SYSTEM.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_library(fp_flags INTERFACE)
target_compile_options(fp_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast
                                          -Woverloaded-virtual $<$<NOT:$<CONFIG:Release>>:-Werror> -fno-omit-frame-pointer)
# g++ 12 sees overlaps in std::string that are not there, at -O2 only (GCC bug 105651).
target_compile_options(fp_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
target_include_directories(fp_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(fp_flags INTERFACE FINGERPOST_VERSION="${PROJECT_VERSION}")
if(FINGERPOST_SANITIZE)
  add_compile_options(-fsanitize=${FINGERPOST_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${FINGERPOST_SANITIZE})
endif()
