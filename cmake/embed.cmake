# fingerpost_embed(<target> <function> <header> <file>): defines `std::string_view <function>()`, declared in <header>,
# as the text of <file>. The namespace is part of <function>.
function(fingerpost_embed target function header file)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${file})
  file(READ ${CMAKE_SOURCE_DIR}/${file} text)
  string(MAKE_C_IDENTIFIER ${function} name)
  set(generated ${CMAKE_BINARY_DIR}/embedded/${name}.cpp)
  # string(CONFIGURE) would expand ${…} in the text, so the parts are joined here.
  set(source "#include \"${header}\"\nstd::string_view ${function}() {\n  return R\"embedded(")
  string(APPEND source "${text}" ")embedded\";\n}\n")
  if(EXISTS ${generated})
    file(READ ${generated} before)
  endif()
  if(NOT "${before}" STREQUAL "${source}")
    file(WRITE ${generated} "${source}")
  endif()
  target_sources(${target} PRIVATE ${generated})
endfunction()
