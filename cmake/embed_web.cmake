# What the pages are made of becomes part of the program: templates and messages as written, and web/dist/, which
# web/build.mjs makes of styles, scripts and npm packages.
fingerpost_npm(web)
file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/styles/*.scss ${CMAKE_SOURCE_DIR}/web/scripts/*.js)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${sources} ${CMAKE_SOURCE_DIR}/web/build.mjs)
find_program(NODE NAMES node nodejs REQUIRED)
execute_process(COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/web/build.mjs RESULT_VARIABLE failed OUTPUT_VARIABLE said
                ERROR_VARIABLE said)
if(failed)
  message(FATAL_ERROR "web/build.mjs failed:\n${said}")
endif()

file(GLOB made_of CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/web ${CMAKE_SOURCE_DIR}/web/templates/*.mustache
     ${CMAKE_SOURCE_DIR}/web/messages/*.json)
file(GLOB fetched CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/web ${CMAKE_SOURCE_DIR}/web/dist/*
     ${CMAKE_SOURCE_DIR}/web/icons/*)
fingerpost_embed_folder(fp_web fingerpost::web::page_files web/detail/embedded.hpp web ${made_of})
fingerpost_embed_folder(fp_web fingerpost::web::asset_files web/detail/embedded.hpp web ${fetched})
