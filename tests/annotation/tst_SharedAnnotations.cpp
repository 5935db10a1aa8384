// Annotators at several workstations, with a PostgreSQL server between them: each has their own answers everywhere,
// sees nobody else's, and loses none when the server stops.

#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/AnnotationJson.h"
#include "core/annotation/store/AnnotationStore.h"
#include "core/annotation/store/SharedAnnotations.h"
#include "core/sessions/StudyStore.h"
#include "core/sessions/protocol/ProtocolTemplates.h"
#include "tests/annotation/AnnotationExample.h"
#include "tests/sessions/PostgresCluster.h"
#include "tests/support/Check.h"
#include "tests/support/Skip.h"
#include "tests/support/TemporaryFolder.h"

#include <QCoreApplication>

#include <cstdlib>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

using namespace cf;
using namespace cf::annotation;

namespace {

Annotation by(const std::string &annotator, const std::string &saved, bool isDone = true)
{
    Annotation one = test::exampleAnnotation(120, 100);
    one.annotator = annotator;
    one.saved = saved;
    one.mark(5)->confirmed = isDone;
    if (isDone)
        CF_CHECK(finish(one));
    return one;
}

constexpr auto early = "2026-11-29T08:00:00Z";
constexpr auto later = "2026-11-29T09:00:00Z";

/// Of two stores, whatever they are.
void exchangesBothWays(AnnotationStore &first, AnnotationStore &second, AnnotationStore &shared)
{
    CF_CHECK(first.save("image 1", by("R1", early)) && first.save("image 2", by("R1", early, false)));
    CF_CHECK(second.save("image 1", by("R2", early)) && second.save("image 2", by("R2", early, false)));
    auto exchanged = exchangeAnnotations(first, shared, "R1", false);
    CF_CHECK(exchanged && exchanged->sent == 2 && exchanged->received == 0);
    exchanged = exchangeAnnotations(second, shared, "R2", false);
    CF_CHECK(exchanged && exchanged->sent == 2 && exchanged->received == 0);
    exchanged = exchangeAnnotations(second, shared, "R2", false);
    CF_CHECK(exchanged && exchanged->sent == 0 && exchanged->received == 0); // Twice is once.
    // Nobody has got another's.
    CF_CHECK(!first.load("image 1", "R2").annotation && !second.load("image 1", "R1").annotation);
    // R1 goes on at the second workstation; the later word wins on both sides.
    exchanged = exchangeAnnotations(second, shared, "R1", false);
    CF_CHECK(exchanged && exchanged->received == 2);
    CF_EQUAL(*second.load("image 1", "R1").annotation, by("R1", early));
    CF_CHECK(second.save("image 2", by("R1", later)));
    CF_CHECK(exchangeAnnotations(second, shared, "R1", false) && exchangeAnnotations(first, shared, "R1", false));
    CF_EQUAL(*first.load("image 2", "R1").annotation, by("R1", later));
    CF_EQUAL(*shared.load("image 2", "R1").annotation, by("R1", later));
    // Who decides gets what is finished, and no draft.
    const test::TemporaryFolder folder;
    AnnotationStore third(folder.path());
    exchanged = exchangeAnnotations(third, shared, "A1", true);
    CF_CHECK(exchanged && exchanged->sent == 0 && exchanged->received == 3);
    CF_CHECK(third.finished("image 1")->size() == 2 && third.finished("image 2")->size() == 1);
    Annotation decision = by("A1", later);
    decision.role = Role::Adjudicator;
    const auto finished = third.finished("image 1");
    for (const Annotation &one : *finished)
        decision.adjudicates.push_back(hashOf(one));
    CF_CHECK(third.save("image 1", decision) && exchangeAnnotations(third, shared, "A1", true));
    CF_CHECK(shared.finished("image 1")->size() == 3);
    for (AnnotationStore *store : { &first, &second, &third, &shared }) {
        const auto found = store->verify();
        CF_CHECK(found && found->empty());
    }
}

void twoFoldersWithOneBetweenThem()
{
    const test::TemporaryFolder folder;
    AnnotationStore first(folder.path() / "first");
    AnnotationStore second(folder.path() / "second");
    AnnotationStore shared(folder.path() / "shared");
    exchangesBothWays(first, second, shared);
}

void whatIsNoPlaceIsRefused()
{
    CF_CHECK(!AnnotationStore::at(""));
    const auto noSchema = AnnotationStore::at("postgresql://reader@host/database");
    CF_CHECK(!noSchema && noSchema.error().message.find("schema=") != std::string::npos);
    const auto named = AnnotationStore::at("postgresql://reader:secret@host/database?schema=a");
    CF_CHECK(named && named->keeps() && named->name().find("secret") == std::string::npos);
    CF_CHECK(named->name().find("schema=a") != std::string::npos);
}

void aServerBetweenWorkstations(const test::PostgresCluster &cluster)
{
    const test::TemporaryFolder folder;
    const std::string place = cluster.location("annotations");
    AnnotationStore first(folder.path() / "first");
    AnnotationStore second(folder.path() / "second");
    auto shared = AnnotationStore::at(place);
    CF_CHECK(shared);
    CF_CHECK(
        shared->allFinished() && shared->allFinished()->empty()); // There is no schema yet, and reading makes none.
    CF_CHECK(!shared->verify());
    exchangesBothWays(first, second, *shared);
    CF_CHECK(shared->audit()->size() > 5 && !shared->head()->empty());
    // The schema of a study is none of annotations, nor the other way round.
    const std::string study = cluster.location("a_study");
    CF_CHECK(sessions::StudyStore::create(study, sessions::protocolTemplate(sessions::Design::Rating, "A study")));
    const auto refused = AnnotationStore::at(study)->allFinished();
    CF_CHECK(!refused && refused.error().message.find("no annotation store") != std::string::npos);
    CF_CHECK(!sessions::StudyStore::open(place));
}

/// Each in a process of its own, from the schema that is not there yet to the last word.
void annotatorsAtOnceLoseNothing(const test::PostgresCluster &cluster)
{
    constexpr int annotators = 4;
    constexpr int images = 20;
    const std::string place = cluster.location("at_once");
    pid_t children[annotators] = {};
    for (int who = 0; who < annotators; ++who) {
        children[who] = ::fork();
        CF_CHECK(children[who] >= 0);
        if (children[who] != 0)
            continue;
        int argc = 1;
        char name[] = "annotator";
        char *argv[] = { name, nullptr };
        const QCoreApplication application(argc, argv);
        auto store = AnnotationStore::at(place);
        bool isStored = store.has_value();
        for (int image = 0; isStored && image < images; ++image)
            isStored = store->save("image " + std::to_string(image), by("R" + std::to_string(who), early)).has_value();
        ::_exit(isStored ? 0 : 1);
    }
    for (const pid_t child : children) {
        int status = 1;
        CF_CHECK(::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    auto store = AnnotationStore::at(place);
    CF_CHECK(store && store->allFinished() && store->allFinished()->size() == annotators * images);
    const auto found = store->verify();
    CF_CHECK(found && found->empty());
}

void aServerThatStopsCostsNothing(test::PostgresCluster &cluster)
{
    const test::TemporaryFolder folder;
    const std::string place = cluster.location("stops");
    AnnotationStore own(folder.path());
    auto shared = AnnotationStore::at(place);
    CF_CHECK(shared && own.save("image 1", by("R1", early)) && exchangeAnnotations(own, *shared, "R1", false));
    cluster.stop();
    CF_CHECK(own.save("image 2", by("R1", early)));
    const auto failed = exchangeAnnotations(own, *shared, "R1", false);
    CF_CHECK(!failed && failed.error().message.find("does not answer") != std::string::npos);
    cluster.start();
    const auto again = exchangeAnnotations(own, *shared, "R1", false);
    CF_CHECK(again && again->sent == 1);
    CF_EQUAL(*shared->load("image 2", "R1").annotation, by("R1", early));
    const auto found = shared->verify();
    CF_CHECK(found && found->empty());
}

} // namespace

int main(int argc, char **argv)
{
    const test::TemporaryFolder state;
    ::setenv("XDG_STATE_HOME", state.path().c_str(), 1);
    test::PostgresCluster cluster;
    if (cluster.isRunning())
        annotatorsAtOnceLoseNothing(cluster); // Forks: before there is an application.
    const QCoreApplication application(argc, argv);
    whatIsNoPlaceIsRefused();
    twoFoldersWithOneBetweenThem();
    if (!cluster.isRunning()) {
        test::skipped("PostgreSQL", cluster.why());
        return 0;
    }
    aServerBetweenWorkstations(cluster);
    aServerThatStopsCostsNothing(cluster);
    return 0;
}
