#pragma once

#include "core/annotation/Annotation.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QVBoxLayout;

namespace cf::ui {

class AnswerRow;

/// The questions about one counterfactual, its marks and words. Shows an annotation and says what was changed of it.
class AnnotationForm : public QWidget
{
public:
    using Change = std::function<void(annotation::Annotation &)>;

    explicit AnnotationForm(QWidget *parent = nullptr);

    /// Null: nothing to annotate. Rows are made anew only where there are others.
    void show(const annotation::Annotation *annotation, const std::vector<std::string> &open);
    /// Who proposes what stands in italics, in words.
    void setProposers(const QString &words);
    std::function<void(const Change &)> changed;
    std::function<void(int number)> markChosen;

    // What keys do.
    void moveActive(int by);
    void answer(int place); ///< The active question, from 0.
    void confirm(); ///< The proposed answer of the active question, or the active mark where it is open.
    void goToOpen(const std::string &item);
    int activeMark() const { return m_activeMark; } ///< Its number; 0: none.
    void setActiveMark(int number);
    void cycleMark();
    void cycleType();
    void deleteMark();
    void commitText(); ///< What is being typed is part of the annotation from now on.

private:
    struct Line {
        std::string item; ///< As openItems() names it.
        AnswerRow *row = nullptr;
        std::function<std::pair<int, bool>(const annotation::Annotation &)> read; ///< Place and confirmation.
        std::function<void(annotation::Annotation &, int)> write;
    };
    struct MarkRow {
        int number = 0;
        QWidget *row = nullptr;
        QLabel *plate = nullptr;
        QComboBox *type = nullptr;
        QLineEdit *label = nullptr;
        QLabel *size = nullptr;
        QWidget *keep = nullptr;
    };

    void rebuild(const annotation::Annotation &annotation);
    void addFollowed();
    void addPlausibility();
    void addFindings(const annotation::Annotation &annotation);
    void addSomethingElse();
    void addLine(Line line);
    QWidget *ruleLine();
    void rebuildMarks(const annotation::Annotation &annotation);
    MarkRow makeMarkRow(int number);
    void showMarks(const annotation::Annotation &annotation);
    void tell(const Change &change);
    void setActive(int index);
    void changeMark(int number, const std::function<void(annotation::Mark &)> &change);

    QVBoxLayout *m_column = nullptr;
    QWidget *m_questions = nullptr; ///< Made anew with other questions.
    QVBoxLayout *m_rows = nullptr;
    QLabel *m_instruction = nullptr;
    QString m_proposers;
    QLabel *m_origin = nullptr; ///< That shows them; of the rows, as the instruction.
    QVBoxLayout *m_markColumn = nullptr;
    QLabel *m_noMarks = nullptr;
    QPlainTextEdit *m_comment = nullptr;
    QTimer m_commitSoon;
    std::vector<Line> m_lines;
    std::vector<MarkRow> m_marks;
    std::vector<annotation::FindingAnswer> m_findings; ///< For which the rows were made.
    bool m_isMade = false;
    bool m_isOfOriginal = false;
    bool m_showing = false;
    int m_active = 0;
    int m_activeMark = 0;
};

} // namespace cf::ui
