# The only allowed dependencies, written once: CMake refuses a link that is not here, and the test `layers`
# (tests/architecture/CheckLayers.cmake) reads every #include against the same table.
# CONTRAFACT_FOLDER_x: the folder of library x. CONTRAFACT_MAY_USE_x: our own libraries whose headers it may include.
# CONTRAFACT_SEES_x: foreign packages whose headers it may include, of: qtcore qtgui torch opencv dcmtk spdlog.
set(CONTRAFACT_LIBRARIES cf_base cf_statistics cf_jobs cf_diffusion cf_imaging cf_language cf_anatomy cf_phantom cf_insertion cf_editing
    cf_engine cf_training cf_evaluation cf_sessions cf_analysis cf_datasets cf_annotation cf_annotation_store cf_dicom cf_ui)
set(CONTRAFACT_FOLDER_cf_base       core/base)
set(CONTRAFACT_FOLDER_cf_statistics core/statistics)
set(CONTRAFACT_FOLDER_cf_jobs       core/jobs)
set(CONTRAFACT_FOLDER_cf_diffusion  core/diffusion)
set(CONTRAFACT_FOLDER_cf_imaging    core/imaging)
set(CONTRAFACT_FOLDER_cf_language   core/language)
set(CONTRAFACT_FOLDER_cf_anatomy    core/anatomy)
set(CONTRAFACT_FOLDER_cf_phantom    core/phantom)
set(CONTRAFACT_FOLDER_cf_insertion  core/insertion)
set(CONTRAFACT_FOLDER_cf_editing    core/editing)
set(CONTRAFACT_FOLDER_cf_engine     core/editing/engine)
set(CONTRAFACT_FOLDER_cf_training   core/training)
set(CONTRAFACT_FOLDER_cf_evaluation core/evaluation)
set(CONTRAFACT_FOLDER_cf_sessions   core/sessions)
set(CONTRAFACT_FOLDER_cf_analysis   core/sessions/analysis)
set(CONTRAFACT_FOLDER_cf_datasets   core/datasets)
set(CONTRAFACT_FOLDER_cf_annotation core/annotation)
set(CONTRAFACT_FOLDER_cf_annotation_store core/annotation/store)
set(CONTRAFACT_FOLDER_cf_dicom      dicom)
set(CONTRAFACT_FOLDER_cf_ui         ui)

set(CONTRAFACT_MAY_USE_cf_base       "")
set(CONTRAFACT_MAY_USE_cf_statistics cf_base)
set(CONTRAFACT_MAY_USE_cf_jobs       cf_base)
set(CONTRAFACT_MAY_USE_cf_diffusion  cf_base cf_jobs)
set(CONTRAFACT_MAY_USE_cf_imaging    cf_base cf_jobs)
set(CONTRAFACT_MAY_USE_cf_language   cf_base)
set(CONTRAFACT_MAY_USE_cf_anatomy    cf_base cf_jobs cf_imaging)
set(CONTRAFACT_MAY_USE_cf_phantom    cf_base cf_jobs cf_imaging cf_anatomy)
set(CONTRAFACT_MAY_USE_cf_insertion  cf_base cf_jobs cf_imaging cf_anatomy cf_phantom)
set(CONTRAFACT_MAY_USE_cf_editing    cf_base cf_jobs cf_imaging cf_language cf_anatomy)
set(CONTRAFACT_MAY_USE_cf_engine     cf_base cf_jobs cf_imaging cf_language cf_diffusion cf_anatomy cf_phantom cf_insertion
    cf_editing)
set(CONTRAFACT_MAY_USE_cf_training   cf_base cf_jobs cf_diffusion cf_imaging cf_language cf_anatomy cf_phantom cf_insertion)
set(CONTRAFACT_MAY_USE_cf_evaluation cf_base cf_statistics cf_jobs cf_diffusion cf_imaging cf_language cf_anatomy cf_phantom cf_insertion
    cf_editing cf_engine cf_training)
set(CONTRAFACT_MAY_USE_cf_sessions   cf_base cf_jobs cf_imaging cf_language cf_editing cf_statistics)
set(CONTRAFACT_MAY_USE_cf_annotation cf_base cf_statistics)
set(CONTRAFACT_MAY_USE_cf_annotation_store cf_base cf_jobs cf_imaging cf_language cf_editing cf_statistics cf_sessions cf_annotation)
set(CONTRAFACT_MAY_USE_cf_dicom      cf_base cf_jobs cf_imaging cf_annotation)
set(CONTRAFACT_MAY_USE_cf_analysis   cf_base cf_jobs cf_imaging cf_editing cf_sessions cf_statistics)
set(CONTRAFACT_MAY_USE_cf_datasets   cf_base cf_jobs cf_imaging cf_language cf_insertion cf_editing)
set(CONTRAFACT_MAY_USE_cf_ui         cf_base cf_statistics cf_jobs cf_imaging cf_language cf_anatomy cf_phantom cf_insertion cf_editing
    cf_sessions cf_analysis cf_datasets cf_annotation cf_annotation_store cf_dicom)

set(CONTRAFACT_SEES_cf_diffusion  torch)
set(CONTRAFACT_SEES_cf_imaging    opencv)
set(CONTRAFACT_SEES_cf_anatomy    opencv)
set(CONTRAFACT_SEES_cf_phantom    opencv)
set(CONTRAFACT_SEES_cf_insertion  opencv)
set(CONTRAFACT_SEES_cf_engine     torch opencv)
set(CONTRAFACT_SEES_cf_training   torch opencv)
set(CONTRAFACT_SEES_cf_evaluation torch opencv)
set(CONTRAFACT_SEES_cf_sessions   qtcore)
set(CONTRAFACT_SEES_cf_datasets   qtcore opencv)
set(CONTRAFACT_SEES_cf_annotation opencv)
set(CONTRAFACT_SEES_cf_annotation_store qtcore)
set(CONTRAFACT_SEES_cf_dicom      dcmtk opencv)
set(CONTRAFACT_SEES_cf_ui         qtcore qtgui)

# What programs set for themselves in core/diffusion/runtime/ProcessSetup.cpp, for tests, which have no such main().
set(CONTRAFACT_KERNELS "OMP_WAIT_POLICY=passive")
if(EXISTS /proc/cpuinfo)
    file(STRINGS /proc/cpuinfo contrafact_flags REGEX "^flags" LIMIT_COUNT 1)
    if(contrafact_flags MATCHES " avx512f" AND contrafact_flags MATCHES " avx512bw" AND contrafact_flags MATCHES " avx512dq"
        AND contrafact_flags MATCHES " avx512vl")
        list(APPEND CONTRAFACT_KERNELS "OPENBLAS_CORETYPE=SkylakeX")
    elseif(contrafact_flags MATCHES " avx2" AND contrafact_flags MATCHES " fma")
        list(APPEND CONTRAFACT_KERNELS "OPENBLAS_CORETYPE=Haswell")
    endif()
endif()
# Inside ui: the folders of ui/ whose headers a folder may include. A workplace is a folder of its own, known to
# ui/WorkplaceTable.cpp alone. Every folder of ui is listed.
set(CONTRAFACT_UI_FOLDERS theme settings words images canvas records session studies prompt results compare export dialogs actions preferences help viewer
    shell edit history comparison models review coordinator annotation datasets)
set(CONTRAFACT_UI_MAY_USE_theme    "")
set(CONTRAFACT_UI_MAY_USE_settings "")
set(CONTRAFACT_UI_MAY_USE_words    "")
set(CONTRAFACT_UI_MAY_USE_images   "")
set(CONTRAFACT_UI_MAY_USE_canvas   images theme)
set(CONTRAFACT_UI_MAY_USE_records  images)
set(CONTRAFACT_UI_MAY_USE_session  images records theme)
set(CONTRAFACT_UI_MAY_USE_studies  images session theme)
set(CONTRAFACT_UI_MAY_USE_dialogs  export session settings theme)
set(CONTRAFACT_UI_MAY_USE_prompt   records theme)
set(CONTRAFACT_UI_MAY_USE_results  records theme)
set(CONTRAFACT_UI_MAY_USE_compare  images canvas records theme actions)
set(CONTRAFACT_UI_MAY_USE_history  canvas records session shell actions theme)
set(CONTRAFACT_UI_MAY_USE_comparison images canvas compare history records session studies shell actions theme)
set(CONTRAFACT_UI_MAY_USE_annotation actions images canvas compare dialogs export records session shell studies theme)
set(CONTRAFACT_UI_MAY_USE_models   session settings shell actions theme)
set(CONTRAFACT_UI_MAY_USE_export   images canvas compare records session theme)
set(CONTRAFACT_UI_MAY_USE_actions  settings theme)
set(CONTRAFACT_UI_MAY_USE_preferences settings actions dialogs theme)
set(CONTRAFACT_UI_MAY_USE_help     session theme)
set(CONTRAFACT_UI_MAY_USE_viewer   canvas session settings theme)
set(CONTRAFACT_UI_MAY_USE_review   images canvas dialogs session theme)
set(CONTRAFACT_UI_MAY_USE_coordinator images review session settings shell dialogs theme)
set(CONTRAFACT_UI_MAY_USE_datasets dialogs records session settings shell theme)
set(CONTRAFACT_UI_MAY_USE_shell    canvas session studies prompt results records theme settings actions preferences help
    viewer dialogs)
set(CONTRAFACT_UI_MAY_USE_edit     theme canvas records session studies prompt results compare history export shell dialogs
    actions settings)
# What core says is said in the window's language everywhere above.
foreach(folder IN LISTS CONTRAFACT_UI_FOLDERS)
    if(NOT folder MATCHES "^(theme|settings|words)$")
        list(APPEND CONTRAFACT_UI_MAY_USE_${folder} words)
    endif()
endforeach()
# Those that work without a window: no header of a widget.
set(CONTRAFACT_UI_WITHOUT_WIDGETS  settings words images records session)

function(contrafact_warnings target)
    # g++ 12 sees an overlap in joined std::strings that is not there (its bug 105651).
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
    if(CONTRAFACT_WARNINGS_AS_ERRORS)
        target_compile_options(${target} PRIVATE -Werror)
    endif()
endfunction()

# Records, tables and pages, no loops over pixels: with less optimisation they are compiled in two thirds of the time.
set(CONTRAFACT_WITHOUT_LOOPS cf_sessions cf_analysis cf_annotation cf_datasets)

# contrafact_library(name USES <our libraries> LINKS <others, seen by users> HIDES <others, used inside> SOURCES <files>)
# HIDES keeps a package's headers unknown to those who use us: LibTorch never reaches ui.
function(contrafact_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES;LINKS;HIDES;SOURCES")
    foreach(used IN LISTS arg_USES)
        if(NOT used IN_LIST CONTRAFACT_MAY_USE_${name})
            message(FATAL_ERROR "${name} may not use ${used}; see CONTRAFACT_MAY_USE in packaging/cmake/ContrafactLayers.cmake")
        endif()
        # A name that is no target would reach the linker as -lname, and fail there.
        if(NOT TARGET ${used})
            message(FATAL_ERROR "${name} uses ${used}: add ${CONTRAFACT_FOLDER_${used}} to CONTRAFACT_PARTS, before it in CMakeLists.txt")
        endif()
    endforeach()
    add_library(${name} STATIC ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${arg_USES} ${arg_LINKS} PRIVATE ${arg_HIDES})
    contrafact_warnings(${name})
    if(name IN_LIST CONTRAFACT_WITHOUT_LOOPS)
        target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>)
    endif()
    contrafact_unity(${name})
endfunction()

# contrafact_sees_libtorch(target <files>): LibTorch's headers are read precompiled, by these files alone where any are
# named: to others they would only be a burden.
function(contrafact_sees_libtorch target)
    target_precompile_headers(${target} REUSE_FROM cf_diffusion)
    if(ARGN)
        get_target_property(others ${target} SOURCES)
        list(REMOVE_ITEM others ${ARGN})
        set_source_files_properties(${others} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
    endif()
endfunction()

# contrafact_test(path/tst_Name.cpp USES <our libraries> LINKS <packages>): one program, one ctest entry. SEES_LIBTORCH
# where it reads LibTorch's headers, SEES_WIDGETS where it reads those of Qt's widgets.
function(contrafact_test source)
    cmake_parse_arguments(PARSE_ARGV 1 arg "SEES_LIBTORCH;SEES_WIDGETS" "" "USES;LINKS")
    get_filename_component(name ${source} NAME_WE)
    foreach(used IN LISTS arg_USES)
        if(NOT TARGET ${used})
            if(CONTRAFACT_PARTS STREQUAL "")
                message(FATAL_ERROR "${name} uses ${used}, which is no library.")
            endif()
            message(STATUS "${name} is left out: it uses ${used}, whose folder is not configured.")
            return()
        endif()
    endforeach()
    add_executable(${name} ${source})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PRIVATE ${arg_USES} ${arg_LINKS})
    contrafact_warnings(${name})
    target_compile_definitions(${name} PRIVATE CONTRAFACT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    if(arg_SEES_LIBTORCH)
        contrafact_sees_libtorch(${name})
    elseif(arg_SEES_WIDGETS)
        target_precompile_headers(${name} REUSE_FROM cf_ui)
        target_link_libraries(${name} PRIVATE Qt6::Svg) # As cf_ui: other definitions would not fit its header.
    endif()
    # A test runs once for each time it is compiled. With less optimisation g++ 12 sees uninitialised values in the
    # standard library that are none.
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>
        $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
    add_test(NAME ${name} COMMAND ${name})
    set(timeout 300) # Seconds.
    if(CMAKE_CXX_FLAGS MATCHES "-fsanitize=|--coverage")
        set(timeout 1500) # Such code takes several times as long.
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${timeout} SKIP_REGULAR_EXPRESSION "^SKIPPED: all"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;OMP_NUM_THREADS=1;${CONTRAFACT_KERNELS}")
endfunction()
