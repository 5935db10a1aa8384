#include "core/sessions/blinding/LeakHunter.h"

#include "core/base/RandomStream.h"
#include "core/sessions/blinding/LeakFeatures.h"
#include "core/sessions/reading/CaseSequence.h"
#include "core/sessions/reading/ReadingOrder.h"
#include "core/statistics/comparison/Wilcoxon.h"
#include "core/statistics/roc/AreaUnderCurve.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

namespace cf::sessions {

namespace {

constexpr int folds = 5;
constexpr int minimumOfAKind = 10; ///< Below, an interval would reach from chance to certainty.
constexpr double ridge = 1.0; ///< On standardised features, of the sum over cases.
constexpr int newtonSteps = 12;

using Matrix = std::vector<std::vector<double>>;

/// Solves A x = b for symmetric, positive definite A (Cholesky).
std::vector<double> solve(Matrix a, std::vector<double> b)
{
    const std::size_t n = b.size();
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = a[i][j];
            for (std::size_t k = 0; k < j; ++k)
                sum -= a[i][k] * a[j][k];
            a[i][j] = i == j ? std::sqrt(std::max(sum, 1e-12)) : sum / a[j][j];
        }
        double sum = b[i];
        for (std::size_t k = 0; k < i; ++k)
            sum -= a[i][k] * b[k];
        b[i] = sum / a[i][i];
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k)
            b[i] -= a[k][i] * b[k];
        b[i] /= a[i][i];
    }
    return b;
}

/// Standardised features and their squares, for leaks that lie on both sides ("plates in two of four places").
class Scaling
{
public:
    explicit Scaling(const std::vector<const LeakSample *> &samples)
    {
        const std::size_t count = samples.front()->features.size();
        for (std::size_t f = 0; f < count; ++f) {
            double sum = 0.0;
            double squares = 0.0;
            for (const LeakSample *sample : samples) {
                sum += sample->features[f];
                squares += sample->features[f] * sample->features[f];
            }
            const double n = static_cast<double>(samples.size());
            m_mean.push_back(sum / n);
            const double deviation = std::sqrt(std::max(0.0, squares / n - (sum / n) * (sum / n)));
            m_deviation.push_back(deviation > 1e-9 * (1.0 + std::abs(sum / n)) ? deviation : 0.0);
        }
    }

    std::vector<double> operator()(const LeakSample &sample) const
    {
        std::vector<double> row{ 1.0 };
        for (std::size_t f = 0; f < m_mean.size(); ++f) {
            // A feature that never varied in training may jump in the test; ±5 keeps one image from ruling a figure.
            const double scaled =
                m_deviation[f] > 0.0 ? std::clamp((sample.features[f] - m_mean[f]) / m_deviation[f], -5.0, 5.0) : 0.0;
            row.push_back(scaled);
            row.push_back(scaled * scaled - 1.0);
        }
        return row;
    }

private:
    std::vector<double> m_mean;
    std::vector<double> m_deviation;
};

std::vector<double> fitted(const Matrix &rows, const std::vector<double> &labels)
{
    const std::size_t size = rows.front().size();
    std::vector<double> weights(size, 0.0);
    for (int step = 0; step < newtonSteps; ++step) {
        Matrix hessian(size, std::vector<double>(size, 0.0));
        std::vector<double> gradient(size, 0.0);
        for (std::size_t r = 0; r < rows.size(); ++r) {
            double score = 0.0;
            for (std::size_t i = 0; i < size; ++i)
                score += weights[i] * rows[r][i];
            const double probability = 1.0 / (1.0 + std::exp(-score));
            const double slope = std::max(1e-6, probability * (1.0 - probability));
            for (std::size_t i = 0; i < size; ++i) {
                gradient[i] += (labels[r] - probability) * rows[r][i];
                for (std::size_t j = 0; j <= i; ++j)
                    hessian[i][j] += slope * rows[r][i] * rows[r][j];
            }
        }
        for (std::size_t i = 0; i < size; ++i) {
            const double penalty = i == 0 ? 1e-6 : ridge;
            hessian[i][i] += penalty;
            gradient[i] -= penalty * weights[i];
        }
        const auto change = solve(std::move(hessian), std::move(gradient));
        double largest = 0.0;
        for (std::size_t i = 0; i < size; ++i) {
            weights[i] += std::clamp(change[i], -2.0, 2.0);
            largest = std::max(largest, std::abs(change[i]));
        }
        if (largest < 1e-6)
            break;
    }
    return weights;
}

RatedCases ratedCases(const std::vector<double> &scores, const std::vector<LeakSample> &samples)
{
    RatedCases rated;
    for (std::size_t i = 0; i < scores.size(); ++i)
        (samples[i].isSynthetic ? rated.positive : rated.negative).push_back(scores[i]);
    return rated;
}

/// A channel that tells all images apart has an interval without width, at 1.
void rate(const std::vector<double> &scores, const std::vector<LeakSample> &samples, LeakChannel &channel)
{
    const auto area = areaUnderCurve(ratedCases(scores, samples));
    if (!area)
        return;
    channel.auc = area->area;
    const Bounds bounds = area->estimate.interval.value_or(Bounds{ area->area, area->area });
    channel.low = bounds.low;
    channel.high = bounds.high;
}

/// The fold of each group, with groups of either kind spread evenly.
std::map<std::string, int> foldsOf(const std::vector<LeakSample> &samples)
{
    std::map<std::string, int> synthetic; ///< Group → how many of its images are.
    for (const LeakSample &sample : samples)
        synthetic[sample.group] += sample.isSynthetic ? 1 : 0;
    std::vector<std::string> groups;
    for (const auto &[group, count] : synthetic)
        groups.push_back(group);
    RandomStream stream(1, "leak folds");
    shuffle(groups, stream);
    std::ranges::stable_sort(groups, {}, [&](const std::string &group) { return synthetic[group]; });
    std::map<std::string, int> places;
    for (std::size_t i = 0; i < groups.size(); ++i)
        places[groups[i]] = static_cast<int>(i) % folds;
    return places;
}

/// The area of one feature in the direction in which it tells, with its interval.
struct FeatureArea {
    double area = 0.5;
    Bounds bounds;
};

FeatureArea eitherWay(const RatedCases &rated, double confidence)
{
    FeatureArea one;
    const auto found = areaUnderCurve(rated, confidence);
    if (!found)
        return one;
    one.area = found->area;
    one.bounds = found->estimate.interval.value_or(Bounds{ found->area, found->area });
    if (one.area < 0.5)
        one = { 1.0 - one.area, { 1.0 - one.bounds.high, 1.0 - one.bounds.low } };
    return one;
}

/// Names the feature that tells most by itself; one that leaks goes before one that only might.
void rateFeatures(const std::vector<std::string> &names, const std::vector<LeakSample> &samples, LeakChannel &channel)
{
    const double confidence =
        1.0 - (1.0 - usualConfidence) / static_cast<double>(std::max<std::size_t>(1, names.size()));
    for (std::size_t f = 0; f < names.size(); ++f) {
        std::vector<double> values;
        for (const LeakSample &sample : samples)
            values.push_back(sample.features[f]);
        const FeatureArea one = eitherWay(ratedCases(values, samples), confidence);
        const bool isLeak = one.bounds.low > leakLimit;
        const bool wasLeak = channel.featureLow > leakLimit;
        if (!channel.feature.empty() && (isLeak != wasLeak ? wasLeak : one.area <= channel.featureAuc))
            continue;
        channel.feature = names[f];
        channel.featureAuc = one.area;
        channel.featureLow = one.bounds.low;
        channel.featureHigh = one.bounds.high;
    }
}

/// Whether the few images of the two kinds lie apart in a feature beyond chance.
bool liesApart(const std::vector<std::string> &names, const std::vector<LeakSample> &samples)
{
    constexpr double level = 0.05;
    for (std::size_t f = 0; f < names.size(); ++f) {
        std::vector<double> values;
        for (const LeakSample &sample : samples)
            values.push_back(sample.features[f]);
        const RatedCases rated = ratedCases(values, samples);
        const Number p = mannWhitney(rated.negative, rated.positive).exactP;
        if (p && *p * static_cast<double>(names.size()) < level)
            return true;
    }
    return false;
}

void describe(LeakChannel &channel)
{
    static const std::map<std::string, std::pair<std::string, std::string>> titles{
        { "metadata", { "size, depth and file", "サイズ・ビット深度・ファイル" } },
        { "histogram", { "missing or comb-like values", "画素値の欠落・くし状の分布" } },
        { "border", { "the border", "辺縁" } },
        { "noise", { "noise, in the picture or in regions of it", "ノイズ（全体または一部）" } },
        { "sharpness", { "sharpness", "鮮鋭度" } },
        { "marks", { "place of marks in the corners", "四隅のマークの位置" } },
        { "order", { "order and time", "順序・時間" } },
    };
    const auto title = titles.find(channel.name);
    const std::string english = title == titles.end() ? channel.name : title->second.first;
    const std::string japanese = title == titles.end() ? channel.name : title->second.second;
    if (channel.tooFew) {
        channel.words = english + ": too few images to tell"
            + (channel.differs ? ", but real and synthetic ones lie apart in " + channel.feature : "");
        channel.japanese = japanese + "：画像が少なく判定できません"
            + (channel.differs ? "（ただし実画像と合成画像に系統的な差があります）" : "");
        return;
    }
    char figures[64];
    std::snprintf(figures, sizeof figures, "AUC %.2f, %.2f to %.2f", channel.auc, channel.low, channel.high);
    char alone[64];
    std::snprintf(
        alone, sizeof alone, "%.2f, %.2f to %.2f", channel.featureAuc, channel.featureLow, channel.featureHigh);
    channel.words = (channel.leaks ? "real and synthetic images differ in " : "") + english + " (" + figures;
    if (channel.belowChance)
        channel.words += ", below chance: what was learnt from some images is wrong for the others, which is nothing "
                         "that a reader could turn round";
    channel.words += "; " + channel.feature + " alone, in either direction: " + alone + ")";
    std::snprintf(figures, sizeof figures, "AUC %.2f、%.2f〜%.2f", channel.auc, channel.low, channel.high);
    std::snprintf(alone, sizeof alone, "%.2f、%.2f〜%.2f", channel.featureAuc, channel.featureLow, channel.featureHigh);
    channel.japanese = japanese + "（" + figures;
    if (channel.belowChance)
        channel.japanese += "、偶然を下回ります：一部の画像で学んだことが他の画像では当たらないだけで、逆に読んでも手が"
                            "かりになりません";
    channel.japanese += std::string("；最も差のある指標だけで、向きを問わず ") + alone + "）";
}

} // namespace

bool LeakReport::leaks() const
{
    return std::ranges::any_of(channels, &LeakChannel::leaks);
}

LeakChannel huntChannel(
    const std::string &name, const std::vector<std::string> &names, const std::vector<LeakSample> &samples)
{
    LeakChannel channel;
    channel.name = name;
    const auto synthetic = std::ranges::count_if(samples, &LeakSample::isSynthetic);
    const auto real = static_cast<std::ptrdiff_t>(samples.size()) - synthetic;
    channel.tooFew = std::min(synthetic, real) < minimumOfAKind;
    if (!channel.tooFew) {
        const auto places = foldsOf(samples);
        std::vector<double> scores(samples.size(), 0.0);
        for (int fold = 0; fold < folds; ++fold) {
            std::vector<const LeakSample *> training;
            for (const LeakSample &sample : samples)
                if (places.at(sample.group) != fold)
                    training.push_back(&sample);
            if (training.empty())
                continue;
            const Scaling scaling(training);
            Matrix rows;
            std::vector<double> labels;
            for (const LeakSample *sample : training) {
                rows.push_back(scaling(*sample));
                labels.push_back(sample->isSynthetic ? 1.0 : 0.0);
            }
            const auto weights = fitted(rows, labels);
            for (std::size_t i = 0; i < samples.size(); ++i)
                if (places.at(samples[i].group) == fold) {
                    const auto row = scaling(samples[i]);
                    for (std::size_t j = 1; j < row.size(); ++j) // Without the intercept: folds share one scale.
                        scores[i] += weights[j] * row[j];
                }
        }
        rate(scores, samples, channel);
        rateFeatures(names, samples, channel);
        channel.leaks = channel.low > leakLimit || channel.featureLow > leakLimit;
        channel.belowChance = channel.high < 0.5;
    } else if (synthetic > 0 && real > 0) {
        rateFeatures(names, samples, channel);
        channel.differs = liesApart(names, samples);
    }
    describe(channel);
    return channel;
}

namespace {

struct ChannelSamples {
    std::vector<std::string> names;
    std::vector<LeakSample> samples;
};

void add(ChannelSamples &channel, const Features &features, const LeakSample &like)
{
    LeakSample sample = like;
    channel.names.clear();
    for (const auto &[name, value] : features) {
        channel.names.push_back(name);
        sample.features.push_back(value);
    }
    channel.samples.push_back(std::move(sample));
}

/// The place of each case in every reader's order, as a share of the way, and the number in its id. One feature a
/// reader: over readers whose orders change places the mean says nothing, while each of them could tell.
Result<std::map<std::string, Features>> orderFeatures(const Study &study)
{
    std::map<std::string, Features> features;
    for (std::size_t i = 0; i < study.cases.size(); ++i)
        features[study.cases[i].id] = { { "number of the case", static_cast<double>(i) } };
    for (const Reader &reader : study.readers) {
        if (reader.role != ReaderRole::Reader)
            continue;
        CF_ASSIGN(const auto order, readingOrder(study.protocol, study.cases, reader));
        std::map<std::string, double> places;
        std::map<std::string, int> counts;
        for (const ReadingStep &step : order.steps) {
            places[step.caseId] += static_cast<double>(step.position) / static_cast<double>(order.steps.size());
            ++counts[step.caseId];
        }
        for (auto &[id, list] : features)
            list.emplace_back("place in the order of " + reader.id, counts[id] > 0 ? places[id] / counts[id] : 0.5);
    }
    return features;
}

} // namespace

Result<LeakReport> huntLeaks(StudyStore &store, const JobContext &job)
{
    CF_ASSIGN(const Study study, store.study());
    CF_ASSIGN(const auto orders, orderFeatures(study));
    std::map<std::string, ChannelSamples> channels;
    LeakReport report;
    int done = 0;
    for (const Case &one : study.cases) {
        CF_TRY(job.checkStop());
        job.report({ done++, static_cast<int>(study.cases.size()), "Looking for leaks" });
        if (one.isTraining)
            continue;
        for (const CaseImage &image : one.images) {
            const Arm *arm = study.protocol.arm(image.arm);
            LeakSample like;
            like.isSynthetic = arm != nullptr && arm->kind == ArmKind::Edited;
            like.group = !one.patient.empty() ? one.patient : !one.pair.empty() ? one.pair : one.id;
            ++(like.isSynthetic ? report.synthetic : report.real);
            CF_ASSIGN(const Radiograph radiograph, store.image(image.sha256));
            add(channels["metadata"], metadataFeatures(radiograph), like);
            add(channels["histogram"], histogramFeatures(radiograph), like);
            add(channels["border"], borderFeatures(radiograph), like);
            add(channels["noise"], noiseFeatures(radiograph), like);
            add(channels["sharpness"], sharpnessFeatures(radiograph), like);
            add(channels["marks"], markFeatures(radiograph), like);
            add(channels["order"], orders.at(one.id), like);
        }
    }
    for (const char *name : { "metadata", "histogram", "border", "noise", "sharpness", "marks", "order" }) {
        CF_TRY(job.checkStop());
        report.channels.push_back(huntChannel(name, channels[name].names, channels[name].samples));
    }
    return report;
}

nlohmann::json toJson(const LeakReport &report)
{
    nlohmann::json channels = nlohmann::json::array();
    for (const LeakChannel &channel : report.channels)
        channels.push_back({ { "name", channel.name }, { "auc", channel.auc }, { "low", channel.low },
            { "high", channel.high }, { "feature_auc", channel.featureAuc }, { "feature_low", channel.featureLow },
            { "feature_high", channel.featureHigh }, { "below_chance", channel.belowChance },
            { "leaks", channel.leaks }, { "too_few", channel.tooFew }, { "differs", channel.differs },
            { "feature", channel.feature }, { "words", channel.words }, { "japanese", channel.japanese } });
    return { { "real", report.real }, { "synthetic", report.synthetic }, { "limit", leakLimit },
        { "channels", channels } };
}

Result<LeakReport> leakReportFromJson(const nlohmann::json &json)
{
    LeakReport report;
    try {
        json.at("real").get_to(report.real);
        json.at("synthetic").get_to(report.synthetic);
        for (const nlohmann::json &one : json.at("channels")) {
            LeakChannel channel;
            one.at("name").get_to(channel.name);
            one.at("auc").get_to(channel.auc);
            one.at("low").get_to(channel.low);
            one.at("high").get_to(channel.high);
            channel.featureAuc = one.value("feature_auc", 0.5); // These four are not in reports of before.
            channel.featureLow = one.value("feature_low", 0.0);
            channel.featureHigh = one.value("feature_high", 1.0);
            channel.belowChance = one.value("below_chance", false);
            one.at("leaks").get_to(channel.leaks);
            one.at("too_few").get_to(channel.tooFew);
            channel.differs = one.value("differs", false); // Not in reports of before.
            one.at("feature").get_to(channel.feature);
            one.at("words").get_to(channel.words);
            one.at("japanese").get_to(channel.japanese);
            report.channels.push_back(std::move(channel));
        }
    } catch (const nlohmann::json::exception &) {
        return fail(ErrorCode::InvalidInput, "This is no report of a leak check.");
    }
    return report;
}

} // namespace cf::sessions
