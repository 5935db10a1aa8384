#pragma once

#include "core/base/Result.h"
#include "core/imaging/Radiograph.h"
#include "core/jobs/JobContext.h"
#include "core/phantom/Abnormality.h"
#include "core/anatomy/ThoraxGeometry.h"

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
