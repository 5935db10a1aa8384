# Quick builds from nothing: the sources of a library are compiled a dozen at a time, so that the headers they share are
# read once. For continuous integration and first builds; after a change single files are quicker.
option(CONTRAFACT_UNITY "Compile each library in a few large units: quicker from nothing, slower after a change" OFF)
set(CONTRAFACT_UNITY_SIZE 12)

# These have names of their own that another file of the same library uses, too, so each is compiled by itself; and the
# main() that tests of the program leave out; and what alone in its program sees LibTorch.
set(CONTRAFACT_UNITY_ALONE
    app/contrafact-cli/TrainCommand.cpp
    app/contrafact-cli/main.cpp
    core/diffusion/models/DetailNetwork.cpp
    core/diffusion/models/Remover.cpp
    core/diffusion/weights/PickleCheckpoint.cpp
    core/diffusion/weights/Unpickler.cpp
    core/editing/engine/RenderedWords.cpp
    core/evaluation/axioms/AxiomSection.cpp
    core/evaluation/downstream/films/StudyFolder.cpp
    core/evaluation/downstream/report/StudyPage.cpp
    core/evaluation/downstream/report/StudyPlot.cpp
    core/evaluation/edits/EditEvaluation.cpp
    core/evaluation/edits/EvaluationCase.cpp
    core/evaluation/edits/EvaluationSection.cpp
    core/evaluation/edits/EvaluationSummary.cpp
    core/evaluation/probe/EditProbe.cpp
    core/evaluation/probe/ProbeReport.cpp
    core/evaluation/removals/RemovalEvaluation.cpp
    core/imaging/MaskAreas.cpp
    core/imaging/pictures/PictureDecoders.cpp
    core/phantom/Phantom.cpp
    core/phantom/devices/DevicesSurface.cpp
    core/sessions/exchange/ReaderPackage.cpp
    core/statistics/agreement/CohenKappa.cpp
    core/statistics/agreement/FleissKappa.cpp
    core/statistics/agreement/GwetCoefficients.cpp
    core/statistics/readers/Merit.cpp
    core/training/classifier/ClassifierExport.cpp
    core/training/denoiser/EditTrainer.cpp
    core/training/letters/SideLetterTrainer.cpp
    core/training/remover/RemoverTrainer.cpp
    dicom/annotation/MarksWriter.cpp
    dicom/annotation/ReportWriter.cpp
    dicom/reading/PixelReader.cpp
    dicom/reading/file/FileRepair.cpp
    dicom/reading/masks/SegmentationReader.cpp
    dicom/reading/pictures/PictureFile.cpp
    dicom/reading/pictures/TiffTags.cpp
    dicom/writing/SyntheticAttributes.cpp
    ui/annotation/AnnotationExport.cpp
    ui/annotation/form/AnnotationForm.cpp
    ui/annotation/form/AnnotationFormMarks.cpp
    ui/coordinator/pages/SizePanel.cpp
    ui/coordinator/pages/cases/CasesPage.cpp
    ui/coordinator/study/StudyWords.cpp
    ui/edit/bars/ToolRail.cpp
    ui/export/EditFigure.cpp
    ui/history/HistoryDetail.cpp
    ui/history/HistoryTree.cpp
    ui/models/ModelFolderFacts.cpp
    ui/prompt/SlotChips.cpp
    ui/records/HistoryStore.cpp
    ui/records/PreparedResult.cpp
    ui/review/ReaderCanvas.cpp
    ui/session/RenderedHandles.cpp
    ui/session/SessionContents.cpp
    ui/session/SourceProposal.cpp
    ui/session/saving/SavedUndo.cpp
    ui/shell/dialogs/CommandPalette.cpp
)

# contrafact_unity(target): called where the target is defined, after all its sources are known.
function(contrafact_unity target)
    if(NOT CONTRAFACT_UNITY)
        return()
    endif()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${CONTRAFACT_UNITY_SIZE})
    # A local name may be that of another file's constant, and g++ 12 takes a vector's memory for another's where it
    # inlines across files. A build of single files still warns of both.
    target_compile_options(${target} PRIVATE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-free-nonheap-object>)
    foreach(file IN LISTS CONTRAFACT_UNITY_ALONE)
        set_source_files_properties(${PROJECT_SOURCE_DIR}/${file} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endforeach()
endfunction()
