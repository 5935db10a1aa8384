#pragma once

// Reads films with a model folder's segmenter.

#include "core/base/Result.h"
#include "core/diffusion/readers/ElectrodeReader.h"
#include "core/diffusion/readers/LineReader.h"
#include "core/diffusion/readers/Segmenter.h"
#include "core/diffusion/readers/SegmenterPart.h"
#include "core/diffusion/readers/SideLetterReader.h"
#include "core/editing/readings/FilmReading.h"
#include "core/imaging/Radiograph.h"
#include "core/imaging/letters/SideLetters.h"
#include "core/jobs/JobContext.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cf {

class FilmReader
{
public:
    /// Nothing where the model folder has no `part`. Edits and gates read with the first segmenter alone; the second
    /// one judges them. Errors name the file and the tensor.
    static Result<std::optional<FilmReader>> load(
        const std::filesystem::path &modelFolder, std::string_view part = segmenterPart);

    /// One pass, some 0.1 s; the last source is remembered. May throw what LibTorch throws.
    /// Errors: InvalidInput for a film that no edit takes or answers that are no numbers; Cancelled.
    Result<FilmReading> read(const Radiograph &film, const JobContext &job);
    /// Adds where the lines of devices run, and where electrodes are, to a reading of `film`; some 0.3 s. Nothing where
    /// the folder has no readers of them. Errors: Cancelled.
    Result<> addLines(const Radiograph &film, FilmReading &reading, const JobContext &job);
    /// The printed side letters of an upright film. None where the folder has no reader of them, or the segmenter does
    /// not see marks well enough. Errors: as read().
    Result<std::vector<SideLetter>> readSideLetters(const Radiograph &film, const JobContext &job);
    /// As read(), remembered until another film is asked for.
    Result<const FilmReading *> readSource(const Radiograph &film, const JobContext &job);
    /// The same with its lines.
    Result<const FilmReading *> readSourceLines(const Radiograph &film, const JobContext &job);

    /// Of the film that is remembered and how it is shown; empty before the first.
    const std::string &sourceHash() const { return m_sourceHash; }

private:
    Segmenter m_network{ nullptr };
    /// Spots that may be electrodes, also those that count only where a lead runs to them.
    void addElectrodes(const GreyImage &square, FilmReading &reading);
    Result<> addLinesOf(const GreyImage &square, FilmReading &reading, const JobContext &job);

    LineReader m_lines{ nullptr };
    ElectrodeReader m_electrodes{ nullptr };
    SideLetterReader m_sideLetters{ nullptr };
    std::string m_sourceHash;
    FilmReading m_source;
    bool m_sourceHasLines = false;
};

/// Takes the electrodes out that are less probable than `sure` and to which no lead runs; of a reading that has some.
void dropSpotsWithoutLead(FilmReading &reading, double sure);

} // namespace cf
