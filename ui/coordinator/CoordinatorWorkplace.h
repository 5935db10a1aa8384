#pragma once

#include "ui/coordinator/study/StudyDesk.h"
#include "ui/review/ReaderPlace.h"
#include "ui/shell/Workplace.h"

#include <QPointer>

#include <optional>
#include <vector>

class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace cf::ui {

class CoordinatorPage;
class StartPage;
class StepBar;
class StudySummary;

/// Validation: a study from its protocol to its results, and the way to the reader's place.
class CoordinatorWorkplace : public Workplace
{
    Q_OBJECT

public:
    /// In the order of the steps.
    enum Step { Protocol, Cases, Readers, Leaks, Seal, Run, Results };

    explicit CoordinatorWorkplace(const WorkplaceContext &context);
    ~CoordinatorWorkplace() override;

    void entered() override;
    void takeBatch(const BatchResults &batch) override;
    StudyDesk &desk() { return m_desk; }
    StartPage &start() { return *m_start; }
    void goTo(Step step);
    CoordinatorPage &page(Step step) { return *m_pages[std::size_t(step)]; }
    /// The reader's place in a window of its own, without tabs and menus. `location` may be a package.
    void read(const QString &location, const QString &reader);
    ReaderPlace *readerPlace() const { return m_reader; } ///< Null where none is open.
    void createAt(const QString &location);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeBar();
    QWidget *makeFoot();
    void makePages();
    void draw();
    void addBatch(); ///< The one that was sent, once the study is open.
    void drawSteps();
    Step firstOpenStep() const;
    void askForPlace();
    void showReader(ReaderEntry entry);

    WorkplaceContext m_context;
    StudyDesk m_desk;
    std::optional<BatchResults> m_batch; ///< Was sent, and waits for its study.
    bool m_wasOpen = false;
    QLabel *m_title = nullptr;
    QLabel *m_role = nullptr;
    QPushButton *m_close = nullptr;
    StepBar *m_steps = nullptr;
    QStackedWidget *m_stack;
    StartPage *m_start;
    std::vector<CoordinatorPage *> m_pages;
    QLabel *m_message = nullptr;
    QProgressBar *m_busy = nullptr;
    StudySummary *m_summary;
    QDockWidget *m_dock = nullptr;
    QPointer<ReaderPlace> m_reader;
};

} // namespace cf::ui
