#pragma once

#include <QObject>

class QSocketNotifier;

namespace cf {

/// Turns SIGTERM, SIGHUP and SIGINT into a signal of Qt, so that the program ends as by its own Quit, with what was
/// typed last on disk. One for the whole program.
class TerminationSignals : public QObject
{
    Q_OBJECT

public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

Q_SIGNALS:
    void asked();

private:
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace cf
