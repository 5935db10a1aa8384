#pragma once

#include "core/anatomy/AnatomyMaps.h"
#include "core/training/segmenter/samples/SegmenterSamples.h"
#include "core/training/tables/DeviceTable.h"
#include "core/training/tables/LineTable.h"

#include <string>
#include <vector>

namespace cf {

/// 1 where the absolute value is above `limit`.
MaskImage maskAbove(const GreyImage &image, float limit);

/// Where a finding plainly changed a film: a quarter of its strongest change, and at least three grey levels of 255.
MaskImage changedCore(const GreyImage &without, const GreyImage &with);

/// Where the strokes of a mark stand out around the place that a table names, 0 or 1; `across`, `down`: pixels of
/// `film` for one of the table's.
MaskImage strokesOf(const DeviceTable::Mark &mark, const GreyImage &film, double across, double down);

/// Collects what is known about one film, before it is letterboxed: bits a pixel and labels.
class SegmenterTruth
{
public:
    SegmenterTruth(int width, int height);

    SegmenterSampleInfo info; ///< Origin, patient and name are the caller's to set.

    /// Nothing is unknown: what is not added is not there (but foreign bodies, which nobody draws).
    void knowAll();
    void addDevice(Target device, const MaskImage &mask, const MaskImage &body);
    void addFinding(Target finding, const MaskImage &mask);
    void addMarks(const MaskImage &mask);
    void addAnatomy(const AnatomyMaps &maps);
    void forgetAnatomy();
    /// ChestX-ray14's labels. They are read from reports: what is not named is taken for absent from the film as a
    /// whole, but only "No Finding" says that of every pixel.
    void readFindings(const std::vector<std::string> &labels);
    /// A row of a table made by eye; `across`, `down`: pixels of `film` for one of the table's.
    void readDevices(const DeviceTable::Row &row, const GreyImage &film, double across, double down);
    /// Lines of devices and electrodes are there, and no line of another device; bones are no device's. Where nothing
    /// thin stands out of `film` there is no lead, nor a line of any other kind that was annotated on this film.
    void readLines(const std::vector<LineTable::Line> &lines, const GreyImage &film, double across, double down);

    /// The sample, letterboxed into a square whose side the longer side of `film` already has.
    SegmenterSample finish(const GreyImage &film, int side);

private:
    void set(SeenMap map, const MaskImage &mask);
    void setLabel(std::size_t place, int value) { info.labels[place] = static_cast<std::int8_t>(value); }
    void readMark(const DeviceTable::Mark &mark, const GreyImage &film, double across, double down);
    void readGenerator(const std::array<double, 4> &box, const GreyImage &film, double across, double down);

    Image<std::uint32_t> m_seen; ///< Of the film's own size.
};

} // namespace cf
