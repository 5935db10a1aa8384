#pragma once

#include "ui/datasets/BatchState.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace cf::ui {

class BatchPictures;

/// What a batch will cost, how far it is, what was refused and why, and what can be done with it.
class BatchPanel : public QWidget
{
    Q_OBJECT

public:
    explicit BatchPanel(QWidget *parent = nullptr);

    /// `isBusyElsewhere`: another batch runs.
    void show(const BatchState &state, const QString &message, bool isProblem, bool isBusyElsewhere);
    QPushButton &act() { return *m_act; } ///< Start, Go on or Stop, in the same place.
    QString progressWords() const;

Q_SIGNALS:
    void startWanted();
    void stopWanted();
    void sheetWanted();
    void cardWanted();
    void folderWanted();
    void validationWanted();
    void annotationWanted();

private:
    QWidget *makeButtons();
    void showEstimate(const BatchState &state);
    void showProgress(const BatchState &state);
    void showReasons(const BatchStanding &standing);
    static void setLines(QGridLayout &grid, const QList<std::pair<QString, QString>> &lines);

    QLabel *m_title;
    QLabel *m_stage;
    QGridLayout *m_estimate;
    QLabel *m_words;
    QProgressBar *m_bar;
    QGridLayout *m_counts;
    QLabel *m_reasonsTitle;
    QGridLayout *m_reasons;
    QLabel *m_picturesTitle;
    BatchPictures *m_pictures;
    QLabel *m_message;
    QPushButton *m_act;
    QPushButton *m_sheet;
    QPushButton *m_card;
    QPushButton *m_folder;
    QPushButton *m_validation;
    QPushButton *m_annotation;
    bool m_stops = false;
};

} // namespace cf::ui
