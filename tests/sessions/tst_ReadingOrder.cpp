// The order in which cases come: the same everywhere, balanced, patients apart, and not to be guessed.

#include "core/sessions/reading/ReadingOrder.h"

#include "tests/sessions/StudyBench.h"

#include <map>
#include <set>

using namespace cf;
using namespace cf::test;

namespace {

Reader inRow(int row)
{
    Reader made = reader("R" + std::to_string(row + 1));
    made.row = row;
    return made;
}

std::string armOf(const std::vector<Case> &cases, const ReadingStep &step)
{
    for (const Case &one : cases)
        if (one.id == step.caseId)
            return one.arm();
    return {};
}

void everyCaseOnceAndTheSameAgain()
{
    const auto cases = someCases(40).cases;
    const auto order = need(readingOrder(twoArms(), cases, inRow(0)));
    CF_EQUAL(order.steps, need(readingOrder(twoArms(), cases, inRow(0))).steps);
    CF_CHECK(order.steps != need(readingOrder(twoArms(), cases, inRow(2))).steps);
    std::set<std::string> seen;
    for (std::size_t i = 0; i < order.steps.size(); ++i) {
        CF_EQUAL(order.steps[i].position, int(i) + 1);
        seen.insert(order.steps[i].caseId);
    }
    CF_CHECK(seen.size() == 40 && order.steps.size() == 40);
    Protocol shared = twoArms();
    shared.order.sameForAll = true;
    CF_EQUAL(need(readingOrder(shared, cases, inRow(0))).steps, need(readingOrder(shared, cases, inRow(1))).steps);
}

/// At every place, over as many readers as arms, every arm once; and no reader could tell the next arm from the last.
void armsMakeALatinSquare()
{
    Protocol protocol = twoArms();
    protocol.arms.push_back({ "direct", ArmKind::Edited, "direct", "edited" });
    auto cases = someCases(36).cases;
    const std::vector<std::string> arms{ "real", "flow", "direct" };
    for (std::size_t i = 0; i < cases.size(); ++i)
        cases[i].images[0].arm = arms[i % 3];
    std::vector<std::vector<ReadingStep>> orders;
    for (int row = 0; row < 6; ++row) {
        const auto order = need(readingOrder(protocol, cases, inRow(row)));
        CF_CHECK(order.isLatinSquare);
        orders.push_back(order.steps);
    }
    for (std::size_t square = 0; square < 2; ++square)
        for (std::size_t place = 0; place < 36; ++place) {
            std::set<std::string> here;
            for (std::size_t row = 0; row < 3; ++row)
                here.insert(armOf(cases, orders[3 * square + row][place]));
            CF_EQUAL(here.size(), 3);
        }
    int repeats = 0;
    for (std::size_t place = 1; place < 36; ++place)
        repeats += armOf(cases, orders[0][place]) == armOf(cases, orders[0][place - 1]) ? 1 : 0;
    CF_LESS(2, repeats); // Blocks of one each would hardly ever repeat an arm.
    cases.pop_back();
    CF_CHECK(!need(readingOrder(protocol, cases, inRow(0))).isLatinSquare);
}

/// An edit and its source of an unknown patient are of one patient all the same: side by side they would be told apart.
void pairsOfUnknownPatientsStayApart()
{
    Protocol protocol = twoArms();
    protocol.order.patientGap = 5;
    auto cases = someCases(20).cases;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        cases[i].patient.clear();
        cases[i].pair = "F" + std::to_string(i / 2);
    }
    const auto order = need(readingOrder(protocol, cases, inRow(0)));
    std::map<std::string, int> last;
    for (const ReadingStep &step : order.steps)
        for (const Case &one : cases)
            if (one.id == step.caseId) {
                if (const auto before = last.find(one.pair); before != last.end())
                    CF_LESS(5, step.position - before->second);
                last[one.pair] = step.position;
            }
    CF_EQUAL(last.size(), std::size_t{ 10 });
}

void patientsStayApart()
{
    Protocol protocol = twoArms();
    protocol.order.patientGap = 10;
    protocol.repeats = { 0.2, 12 };
    const auto cases = someCases(40).cases;
    std::map<std::string, std::string> patients;
    for (const Case &one : cases)
        patients[one.id] = one.patient;
    for (int row = 0; row < 8; ++row) {
        const auto steps = need(readingOrder(protocol, cases, inRow(row))).steps;
        std::map<std::string, int> last;
        std::map<std::string, int> first;
        int repeated = 0;
        std::map<std::string, int> repeatedArms;
        for (const ReadingStep &step : steps) {
            const std::string patient = patients[step.caseId];
            if (last.contains(patient))
                CF_LESS(10, step.position - last[patient]);
            last[patient] = step.position;
            if (step.attempt == 1) {
                first[step.caseId] = step.position;
            } else {
                ++repeated;
                ++repeatedArms[armOf(cases, step)];
                CF_CHECK(step.attempt == 2 && step.position - first[step.caseId] > 12);
            }
        }
        CF_CHECK(repeated == 8 && repeatedArms["real"] == 4 && repeatedArms["flow"] == 4);
    }
    protocol.order.patientGap = 39;
    const auto impossible = readingOrder(protocol, cases, inRow(0));
    CF_CHECK(!impossible && impossible.error().message.find("at least 41 are needed") != std::string::npos);
    protocol.order.patientGap = 0;
    protocol.repeats = { 0.5, 35 };
    CF_CHECK(!readingOrder(protocol, cases, inRow(0)));
}

void trainingComesFirst()
{
    Protocol protocol = twoArms();
    Stage second = protocol.stages[0];
    second.id = "aware";
    protocol.stages.push_back(second);
    const auto cases = someCases(10, 2).cases;
    const auto steps = need(readingOrder(protocol, cases, inRow(0))).steps;
    CF_EQUAL(steps.size(), 22); // The second session asks nothing new: no training again.
    CF_CHECK(steps[0].isTraining && steps[1].isTraining && !steps[2].isTraining);
    CF_CHECK(steps[11].stage == "main" && steps[12].stage == "aware");
    protocol.questions.push_back(yesNo("aware", "Is it synthetic?"));
    protocol.stages[1].questions = { "aware" };
    CF_EQUAL(need(readingOrder(protocol, cases, inRow(0))).steps.size(), 24);
    // Stages on the same case follow it at once.
    protocol.stages[1].follows = StageFollows::SameCase;
    const auto locked = need(readingOrder(protocol, cases, inRow(0))).steps;
    for (std::size_t i = 0; i + 1 < locked.size(); i += 2)
        CF_CHECK(
            locked[i].caseId == locked[i + 1].caseId && locked[i].stage == "main" && locked[i + 1].stage == "aware");
}

void pairedSessionsCross()
{
    Protocol protocol = twoArms();
    protocol.design = Design::PairedSessions;
    Stage second = protocol.stages[0];
    second.id = "second";
    second.washoutDays = 28;
    protocol.stages.push_back(second);
    auto cases = someCases(20).cases;
    for (std::size_t i = 0; i < cases.size(); ++i)
        cases[i].pair = "pair" + std::to_string(i / 2);
    for (int row = 0; row < 2; ++row) {
        const auto steps = need(readingOrder(protocol, cases, inRow(row))).steps;
        CF_EQUAL(steps.size(), 20);
        std::map<std::string, std::map<std::string, std::string>> seen; // Stage, pair, arm.
        for (const ReadingStep &step : steps)
            for (const Case &one : cases)
                if (one.id == step.caseId)
                    CF_CHECK(seen[step.stage].emplace(one.pair, one.arm()).second);
        CF_CHECK(seen["main"].size() == 10 && seen["second"].size() == 10);
        int real = 0;
        for (const auto &[pair, arm] : seen["main"]) {
            CF_CHECK(seen["second"][pair] != arm);
            real += arm == "real" ? 1 : 0;
        }
        CF_EQUAL(real, 5);
    }
}

void theImageToBeFoundStandsEverywhere()
{
    Protocol protocol = twoArms();
    protocol.design = Design::ForcedChoice;
    protocol.panes = 4;
    std::vector<Case> cases;
    for (int i = 0; i < 40; ++i) {
        Case one;
        one.id = "Q" + std::to_string(i);
        for (int image = 0; image < 4; ++image)
            one.images.push_back({ "x", image == 3 ? "flow" : "real", {} });
        cases.push_back(one);
    }
    std::map<int, int> places;
    for (const ReadingStep &step : need(readingOrder(protocol, cases, inRow(0))).steps) {
        CF_EQUAL(std::set<int>(step.panes.begin(), step.panes.end()), std::set<int>({ 0, 1, 2, 3 }));
        for (int place = 0; place < 4; ++place)
            places[place] += step.panes[std::size_t(place)] == 3 ? 1 : 0;
    }
    for (int place = 0; place < 4; ++place)
        CF_EQUAL(places[place], 10);
}

void adjudicatorsReadWhatWasSent()
{
    Reader third = reader("A1");
    third.role = ReaderRole::Adjudicator;
    third.cases = { "C003", "C007" };
    CF_EQUAL(need(readingOrder(twoArms(), someCases(10, 2).cases, third)).steps.size(), 2);
    third.cases.clear();
    CF_CHECK(need(readingOrder(twoArms(), someCases(10, 2).cases, third)).steps.empty());
}

} // namespace

int main()
{
    everyCaseOnceAndTheSameAgain();
    armsMakeALatinSquare();
    patientsStayApart();
    trainingComesFirst();
    pairsOfUnknownPatientsStayApart();
    pairedSessionsCross();
    theImageToBeFoundStandsEverywhere();
    adjudicatorsReadWhatWasSent();
}
