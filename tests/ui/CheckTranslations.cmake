# The Japanese texts are complete: collects all texts of ui/ beside those of resources/translations and fails on one that
# is new, gone or unfinished. Run as: cmake -DROOT=<source dir> -DLUPDATE=<program> -DWORK=<folder> -P CheckTranslations.cmake
cmake_minimum_required(VERSION 3.25)
file(COPY ${ROOT}/resources/translations/contrafact_ja.ts DESTINATION ${WORK})
execute_process(COMMAND ${LUPDATE} -I . -silent -locations none -target-language ja ui -ts ${WORK}/contrafact_ja.ts
    WORKING_DIRECTORY ${ROOT} RESULT_VARIABLE failed)
if(failed)
    message(FATAL_ERROR "lupdate failed")
endif()
file(READ ${WORK}/contrafact_ja.ts texts)
# What stands between a text and its translation, such as a comment for the translator, may hold anything.
string(REGEX REPLACE "<(comment|extracomment|translatorcomment|oldsource)>[^<]*</[a-z]+>" "" texts "${texts}")
string(REGEX MATCHALL "<source>[^<]*</source>[ \t\r\n]*<translation type=\"(unfinished|vanished|obsolete)\"" open "${texts}")
list(LENGTH open count)
if(count GREATER 0)
    string(REPLACE ";" "\n  " open "${open}")
    message(FATAL_ERROR "${count} texts are not translated, or gone (target `translations` collects them):\n  ${open}")
endif()
