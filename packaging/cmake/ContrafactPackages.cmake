# Packages from Debian 12. Each is looked for once; libraries name what they use.
find_package(Threads REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(tl-expected REQUIRED)
find_package(Torch REQUIRED)
# Torch's own target is an interface of absolute paths; this one also marks its headers as foreign, so that
# our warnings do not fire in them.
add_library(contrafact_torch INTERFACE)
target_link_libraries(contrafact_torch INTERFACE ${TORCH_LIBRARIES})
target_include_directories(contrafact_torch SYSTEM INTERFACE ${TORCH_INCLUDE_DIRS})
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
    add_link_options(-fuse-ld=mold)
endif()

if(NOT CONTRAFACT_ENGINE_ONLY)
    find_package(OpenCV REQUIRED COMPONENTS core imgproc imgcodecs video)
    add_library(contrafact_opencv INTERFACE)
    target_link_libraries(contrafact_opencv INTERFACE opencv_core opencv_imgproc opencv_imgcodecs opencv_video)
    target_include_directories(contrafact_opencv SYSTEM INTERFACE ${OpenCV_INCLUDE_DIRS})
    find_package(Qt6 REQUIRED COMPONENTS Core Gui Widgets Sql Svg Test)
    find_package(DCMTK REQUIRED)
    # Debian's OpenJPEG config names programs of packages that need not be installed; pkg-config does not.
    find_package(PkgConfig REQUIRED)
    pkg_check_modules(OpenJPEG REQUIRED IMPORTED_TARGET libopenjp2)
    find_package(CLI11 REQUIRED)
    find_package(spdlog REQUIRED)
endif()
