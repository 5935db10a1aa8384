# contrafact_embed(OUTPUT NAME FILE …): writes a source file that holds each FILE as the bytes
# cf::resources::NAME[] and cf::resources::NAMESize.
function(contrafact_embed output)
    set(source "#include <cstddef>\nnamespace cf::resources {\n")
    set(pairs ${ARGN})
    while(pairs)
        list(POP_FRONT pairs variable file)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
        file(READ ${file} hex HEX)
        string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
        file(SIZE ${file} size)
        string(APPEND source "extern const unsigned char ${variable}[];\n"
            "extern const std::size_t ${variable}Size;\n"
            "const unsigned char ${variable}[] = {${bytes}0};\n"
            "const std::size_t ${variable}Size = ${size};\n")
    endwhile()
    string(APPEND source "} // namespace cf::resources\n")
    file(CONFIGURE OUTPUT ${output} CONTENT "${source}" @ONLY)
endfunction()
