# What `cmake --install` lays down below the prefix: programs, models, recipes, the desktop's entry and icon, documents.
# The programs look for share/contrafact beside the folder they lie in (core/editing/DefaultModel.h).
if(CONTRAFACT_ENGINE_ONLY OR NOT TARGET contrafact OR NOT TARGET contrafact-cli)
    return()
endif()
include(GNUInstallDirs)
install(TARGETS contrafact contrafact-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY resources/models resources/training DESTINATION ${CMAKE_INSTALL_DATADIR}/contrafact)
install(FILES packaging/desktop/contrafact.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES resources/icons/contrafact.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES packaging/man/contrafact.1 packaging/man/contrafact-cli.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY resources/help DESTINATION ${CMAKE_INSTALL_DOCDIR})
