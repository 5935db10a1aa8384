#pragma once

#include "core/anatomy/AnatomyMaps.h"
#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/Result.h"
#include "core/imaging/Radiograph.h"
#include "core/jobs/JobContext.h"
#include "core/phantom/values/Abnormality.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace cf {

/// Which imaginary patient is asked for, and what the film shall show.
struct PhantomRequest {
    std::uint64_t seed = 0; ///< The patient, the projection and the place of every switch.
    int size = 512; ///< Width and height in pixels, 64…4096.
    std::vector<Abnormality> switches;
};

/// A frontal chest radiograph of nobody.
struct Phantom {
    GreyImage display; ///< The stored values over 4095.
    StoredImage stored; ///< 12 bits, MONOCHROME2.
    ThoraxGeometry geometry; ///< Of the patient without any switch.
    bool female = false;
    int ageYears = 50;

    Radiograph radiograph() const; ///< As a DICOM writer takes it.
};

/// What a film of a phantom shows, each thing by itself: for whoever learns to see.
struct PhantomTruth {
    struct Part {
        Abnormality abnormality;
        MaskImage mask; ///< 1 where it is plainly there.
        MaskImage body; ///< See DeviceDrawing; empty without a housing.
    };
    std::vector<Part> parts; ///< One a switch, in its order.
    MaskImage marks; ///< Side letters, plates.
    AnatomyMaps anatomy; ///< Of the patient without any switch.
};

/// True for what a switch can be.
bool canSwitch(Target target);

/// A patient whose anatomy and projection are computed once, for any number of films that differ in their switches.
class PhantomPatient
{
public:
    /// Errors: a size outside 64…4096.
    static Result<PhantomPatient> make(std::uint64_t seed, int size, const JobContext &job = {});
    PhantomPatient(PhantomPatient &&) noexcept;
    PhantomPatient &operator=(PhantomPatient &&) noexcept;
    ~PhantomPatient();

    const ThoraxGeometry &geometry() const;
    /// Errors: a switch that phantoms do not know.
    Result<Phantom> film(const std::vector<Abnormality> &switches, const JobContext &job = {}) const;
    /// Where the film of these switches shows what. Errors: as film().
    Result<PhantomTruth> truth(const std::vector<Abnormality> &switches) const;

private:
    struct Data;
    explicit PhantomPatient(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

Result<Phantom> renderPhantom(const PhantomRequest &request, const JobContext &job = {});

/// The same film twice, `turned` being the one difference; `base` must not hold a switch equal to it.
Result<CounterfactualPair> renderPhantomPair(std::uint64_t seed, int size, const std::vector<Abnormality> &base,
    const Abnormality &turned, const JobContext &job = {});
Result<CounterfactualPair> pairOf(const PhantomPatient &patient, const std::vector<Abnormality> &base,
    const Abnormality &turned, const JobContext &job = {});

} // namespace cf
