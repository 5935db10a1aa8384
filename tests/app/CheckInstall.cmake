# The programs as a package lays them down: in a folder of their own, started elsewhere, they find what they need.
# Arguments: BUILD, PREFIX (made anew).
file(REMOVE_RECURSE ${PREFIX})
file(MAKE_DIRECTORY ${PREFIX}/elsewhere)
function(run expected)
    execute_process(COMMAND ${CMAKE_COMMAND} -E env HOME=${PREFIX}/home XDG_DATA_HOME=${PREFIX}/home XDG_CONFIG_HOME=${PREFIX}/home
            XDG_CACHE_HOME=${PREFIX}/home QT_QPA_PLATFORM=offscreen ${ARGN}
        WORKING_DIRECTORY ${PREFIX}/elsewhere RESULT_VARIABLE code OUTPUT_VARIABLE said ERROR_VARIABLE said)
    if(NOT code MATCHES "^(${expected})$")
        message(FATAL_ERROR "${ARGN}\nended with ${code}, not ${expected}: ${said}")
    endif()
endfunction()
run(0 ${CMAKE_COMMAND} --install ${BUILD} --prefix ${PREFIX}/usr)
foreach(file share/applications/contrafact.desktop share/icons/hicolor/scalable/apps/contrafact.svg share/doc/contrafact/README.md
        share/contrafact/models/mini-cxr/contrafact.json)
    if(NOT EXISTS ${PREFIX}/usr/${file})
        message(FATAL_ERROR "${file} was not installed.")
    endif()
endforeach()
set(bin ${PREFIX}/usr/bin)
run(0 ${bin}/contrafact-cli phantom --seed 7 --size 256 --switches pacemaker --format dicom --output ${PREFIX}/film)
file(GLOB film ${PREFIX}/film/*.dcm)
list(GET film 0 film)
run("0|3" ${bin}/contrafact-cli edit --input ${film} --prompt "remove the pacemaker" --quiet --output ${PREFIX}/edit.dcm)
run("0|3" ${bin}/contrafact ${film} --prompt "remove the pacemaker" --generate --quit)
file(REMOVE_RECURSE ${PREFIX})
