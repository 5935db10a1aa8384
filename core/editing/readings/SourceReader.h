#pragma once

#include "core/base/Result.h"
#include "core/editing/readings/FilmReading.h"
#include "core/imaging/Radiograph.h"
#include "core/jobs/JobContext.h"

#include <string>
#include <vector>

namespace cf {

/// What a classifier says of a radiograph before anything is changed.
struct SourceReading {
    std::string label; ///< "Pleural Effusion", "Pacemaker", …
    double probability = 0.0; ///< Calibrated.
    bool trusted = true; ///< The classifier tells this label well enough to be believed.
};

/// An editor that can say what a radiograph shows. Those that cannot are no SourceReader, or have nothing to say.
class SourceReader
{
public:
    virtual ~SourceReader() = default;
    /// Every output of the model's classifier in its order; empty where it has none. On the calling thread, some 0.2 s.
    /// Errors: InvalidInput for an image that no edit takes, or a classifier whose answers are no numbers.
    virtual Result<std::vector<SourceReading>> readSource(const Radiograph &source, const JobContext &job) = 0;
    /// Where on the radiograph what is seen, as maps; without any where the model has no segmenter. Errors as above.
    virtual Result<FilmReading> readFilm(const Radiograph & /*source*/, const JobContext & /*job*/)
    {
        return FilmReading{};
    }
};

} // namespace cf
