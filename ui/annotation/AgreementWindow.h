#pragma once

#include "core/annotation/AnnotationAgreement.h"

#include <QDialog>

class QTableWidget;

namespace cf::ui {

/// How far the annotators agree, question by question, over all films; names nobody.
class AgreementWindow : public QDialog
{
    Q_OBJECT

public:
    explicit AgreementWindow(const annotation::AnnotationAgreement &agreement, QWidget *parent = nullptr);

    QTableWidget &table() { return *m_table; }

private:
    void fill(const annotation::AnnotationAgreement &agreement);

    QTableWidget *m_table;
};

} // namespace cf::ui
