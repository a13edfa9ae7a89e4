# A folder is a layer: one static library, one include path, each header compiled alone. What is under USES shows in the layer's own
# headers and is passed on; what is under PRIVATELY is not. An include that is in neither does not compile: the arrows of the design
# cannot be drawn the wrong way.
function(host_layer name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;HEADERS;USES;PRIVATELY")
    add_library(${name} STATIC ${arg_SOURCES})
    target_sources(${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_CURRENT_SOURCE_DIR} FILES ${arg_HEADERS})
    set_target_properties(${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
    target_link_libraries(${name} PUBLIC ${arg_USES} PRIVATE host_options ${arg_PRIVATELY})
endfunction()
