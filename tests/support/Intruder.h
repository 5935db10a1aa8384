#pragma once

// What somebody does to our files of SQLite from outside.

#include "tests/support/Check.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace cf::test {

/// Someone with a program for databases and no scruples.
class Intruder
{
public:
    explicit Intruder(const std::string &file)
    {
        m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("intruder"));
        m_database.setDatabaseName(QString::fromStdString(file));
        CF_CHECK(m_database.open());
    }
    ~Intruder()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(QStringLiteral("intruder"));
    }
    void does(const char *sql)
    {
        QSqlQuery query(m_database);
        if (!query.exec(QString::fromUtf8(sql)) || query.numRowsAffected() == 0) {
            std::fprintf(stderr, "%s: %s\n", sql, qPrintable(query.lastError().text()));
            std::exit(EXIT_FAILURE);
        }
    }
    std::string asks(const char *sql)
    {
        QSqlQuery query(m_database);
        CF_CHECK(query.exec(QString::fromUtf8(sql)) && query.next());
        return query.value(0).toString().toStdString();
    }

private:
    QSqlDatabase m_database;
};

} // namespace cf::test
