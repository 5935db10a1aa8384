// What core says in English is said in Japanese: every pattern of the table still stands in the sources, every sentence
// of the sources that the window shows stands in the table, and texts are found again whatever stands in them.
#include "core/editing/Scorecard.h"
#include "core/language/PromptLanguage.h"
#include "ui/canvas/layers/SyntheticMarks.h"
#include "ui/settings/Language.h"
#include "ui/settings/Preferences.h"
#include "ui/words/CoreSentences.h"
#include "ui/words/CoreWords.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace cf;
using namespace cf::ui;

namespace {

const QString root = QStringLiteral(CONTRAFACT_SOURCE_DIR "/");

/// A source with the parts of each literal joined, and what is escaped in them as it reads.
QString sourceText(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString text = QString::fromUtf8(file.readAll());
    static const QRegularExpression comment("(?:^|\\s)//[^\\n]*$", QRegularExpression::MultilineOption);
    static const QRegularExpression seam("(?<!\\\\)\"\\s*\\n\\s*\"");
    text.remove(comment);
    text.remove(seam);
    return text;
}

QStringList filesBelow(const QString &folder, const QStringList &names)
{
    QStringList files;
    for (QDirIterator each(root + folder, names, QDir::Files, QDirIterator::Subdirectories); each.hasNext();)
        files << each.next();
    return files;
}

/// What of a pattern is written in one piece, however the sentence is put together.
QStringList pieces(const QString &pattern)
{
    constexpr int telling = 6; // Characters: shorter ones stand everywhere.
    static const QRegularExpression seam("%[1-9]|[.?:;,()×\"`…]");
    QStringList found;
    for (const QString &each : pattern.split(seam))
        if (each.trimmed().size() >= telling)
            found << each.trimmed();
    return found;
}

QSet<QString> arguments(const QString &text)
{
    static const QRegularExpression argument("%[1-9]");
    QSet<QString> found;
    for (auto each = argument.globalMatch(text); each.hasNext();)
        found << each.next().captured();
    return found;
}

/// Three or more words of English in a row, names of methods and units apart.
bool holdsEnglish(const QString &text)
{
    static const QRegularExpression sentence("[A-Za-z]{2,}(?:['’][a-z]+)?(?: [A-Za-z]{1,}(?:['’][a-z]+)?){2,}");
    return sentence.match(text).hasMatch();
}

void speak(const QString &language)
{
    QTemporaryDir folder;
    Preferences preferences(folder.filePath("settings.ini"));
    preferences.set("general/language", language);
    useLanguage(preferences);
}

} // namespace

class TestCoreWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { speak("ja"); }
    void cleanupTestCase() { speak("en"); }

    void theBadgeHoldsTheWordInEveryLanguage()
    {
        QCOMPARE(marks::badge(), QString::fromUtf8("合成 SYNTHETIC"));
        QVERIFY(marks::badge().contains(marks::word()));
        speak("en");
        QCOMPARE(marks::badge(), marks::word());
    }

    void everyPatternStandsInTheSources()
    {
        QStringList texts;
        for (const QString &folder :
            { QString("core"), QString("dicom"), QString("app/contrafact-cli/pilot"), QString("ui/session") })
            for (const QString &file : filesBelow(folder, { "*.cpp", "*.h" }))
                texts << sourceText(file);
        for (const QString &file : filesBelow("resources/models", { "contrafact.json" }))
            texts << sourceText(file);
        QVERIFY(texts.size() > 500);
        QStringList gone;
        for (const char *each : coreSentences()) {
            const QString pattern = QString::fromUtf8(each);
            const QStringList parts = pieces(pattern);
            const bool stands = std::any_of(texts.begin(), texts.end(), [&](const QString &text) {
                return std::all_of(
                    parts.begin(), parts.end(), [&text](const QString &part) { return text.contains(part); });
            });
            if (!stands)
                gone << pattern;
        }
        QVERIFY2(gone.isEmpty(), qPrintable("No source says any longer:\n" + gone.join('\n')));
    }

    void everySentenceOfTheseSourcesIsInTheTable_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *each : { "core/language/edits/PromptAmounts.cpp", "core/language/PromptChecks.cpp",
                 "core/language/edits/PromptConflicts.cpp", "core/language/edits/PromptDoubts.cpp",
                 "core/language/edits/PromptEdits.cpp", "core/language/edits/PromptMentions.cpp",
                 "core/language/edits/PromptModifiers.cpp", "core/language/PromptLanguage.cpp",
                 "core/language/edits/PromptWholes.cpp", "core/editing/Scorecard.cpp",
                 "core/editing/readings/FilmReading.cpp", "core/editing/engine/AutoEdit.cpp",
                 "core/editing/engine/judging/Gates.cpp", "core/editing/engine/judging/SemanticGates.cpp",
                 "core/editing/engine/judging/DeviceEdges.cpp", "core/editing/engine/judging/AdditionStrength.cpp",
                 "core/editing/engine/reading/ReadingGates.cpp", "core/editing/engine/reading/MarkProtection.cpp",
                 "core/editing/engine/region/AutomaticRegion.cpp", "core/editing/engine/removal/LinesLeft.cpp",
                 "core/anatomy/FilmLie.cpp", "core/datasets/pilot/PilotRuleTexts.cpp", "core/base/files/AtomicFile.cpp",
                 "dicom/reading/PatientOrientation.cpp", "dicom/reading/Suitability.cpp",
                 "dicom/reading/StudyScanner.cpp", "dicom/reading/ImageImport.cpp", "dicom/reading/PixelReader.cpp",
                 "dicom/reading/pictures/PictureFile.cpp", "dicom/reading/pixels/DisplayAttributes.cpp",
                 "dicom/reading/pixels/LookupTables.cpp" })
            QTest::newRow(each) << QString(each);
        // Of studies, annotations and figures whatever there is: what is new there is asked for, too. Apart from what
        // is a document of its own (the report, which is English), is told in two languages, or is coded.
        static const QStringList apart{ "core/sessions/analysis/", "core/sessions/protocol/ProtocolTemplates.cpp",
            "core/sessions/blinding/LeakFeatures.cpp", "core/annotation/exchange/Concepts.cpp" };
        QStringList files;
        for (const char *folder : { "core/sessions", "core/annotation", "core/statistics" })
            for (const QString &file : filesBelow(folder, { "*.cpp", "*.h" }))
                files << file.mid(root.size());
        for (const QString &each : files)
            if (std::none_of(apart.begin(), apart.end(), [&](const QString &one) { return each.startsWith(one); }))
                QTest::newRow(qPrintable(each)) << each;
        QTest::newRow("tables for other programs") << QString("core/sessions/analysis/report/ReaderStudyExport.cpp");
        QVERIFY(files.size() > 150);
    }

    void everySentenceOfTheseSourcesIsInTheTable()
    {
        QFETCH(QString, file);
        // Told to those who type commands, or by the system.
        static const QStringList others{ "--orientation", "if it does not." };
        // Told to nobody: SQL, formats of files, names of random streams, what an audit or a file is marked with.
        static const QRegularExpression sql("^(?:SELECT|INSERT|DELETE|UPDATE|CREATE|SET|PRAGMA|BEGIN|ORDER BY|WHERE) ");
        static const QStringList marks{ "contrafact sealed study 1", "contrafact reader package 1",
            "contrafact answers of reader", "case numbers after", "null edit of", "order of images",
            "place in the order of", "number of the case", "neutral study mark in the copies",
            "cases nested in readers", "cases nested in tests", "readers nested in tests", "bootstrap of units",
            "bootstrap of readers and cases", "Annotations of synthetic radiographs, made with Contrafact" };
        QString all;
        for (const char *each : coreSentences())
            all += QString::fromUtf8(each) + '\n';
        for (const char *each : coreTerms())
            all += QString::fromUtf8(each) + '\n';
        static const QRegularExpression argument("%[1-9]");
        QString withoutNumbers = all;
        withoutNumbers.replace(argument, "%");
        static const QRegularExpression literal("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
        static const QRegularExpression words("[A-Za-z]{2,}[^A-Za-z]+[A-Za-z]+[^A-Za-z]+[A-Za-z]{2,}");
        const QString text = sourceText(root + file);
        QVERIFY(!text.isEmpty());
        QStringList missing;
        for (auto each = literal.globalMatch(text); each.hasNext();) {
            QString said = each.next().captured(1).replace("\\\"", "\"").replace("\\\\", "\\").trimmed();
            const bool isOther = said.endsWith(".h") || !said.contains(' ') || said.contains("&&") // Between literals.
                || sql.match(said).hasMatch() || marks.contains(said)
                || std::any_of(others.begin(), others.end(), [&](const QString &one) { return said.contains(one); });
            if (isOther || !words.match(said).hasMatch())
                continue;
            if (!withoutNumbers.contains(said.replace(argument, "%")))
                missing << said;
        }
        QVERIFY2(missing.isEmpty(), qPrintable("The window cannot say in Japanese:\n" + missing.join('\n')));
    }

    void everyPatternHasItsArgumentsInJapanese()
    {
        for (const char *each : coreSentences()) {
            const QString pattern = QString::fromUtf8(each);
            const QString words = QCoreApplication::translate("Core", each);
            QVERIFY2(words != pattern, each);
            QCOMPARE(arguments(words), arguments(pattern));
        }
        for (const char *each : coreTerms())
            QVERIFY2(QCoreApplication::translate("CoreTerm", each) != QLatin1String(each), each);
    }

    void textsAreFoundAgain_data()
    {
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("japanese");
        const auto add = [](const char *name, const char *english, const char *japanese) {
            QTest::newRow(name) << QString(english) << QString(japanese);
        };
        add("whole", "The work was cancelled.", "中止しました。");
        add("a finding", "The program sees no Pacemaker on this film. Mark what you mean, if it is there.",
            "この画像に ペースメーカー は見つかりません。写っている場合は、その場所を描いてください。");
        add("a finding and its figures",
            "Something else changed, too: Pleural Effusion 0.04 → 0.71. Mark a smaller region or try another seed.",
            "指示にない所見も変わりました（胸水 0.04 → 0.71）。範囲を狭くするか、別のシードを試してください。");
        add("two refusals",
            "Part of the line is still there along its course. Mark all of it, or try another method or seed. The "
            "program sees more than one Lung Lesion. Mark the place where it shall be.",
            "線の一部が走行に沿って残っています。全体を描くか、別の手法またはシードを試してください。肺病変 が2つ以上"
            "見つかりました。あるべき場所を描いてください。");
        add("twice the same",
            "The program still sees part of the ECG Leads. Mark all of it, or try another method or seed. The program "
            "still sees part of the Pacemaker. Mark all of it, or try another method or seed.",
            "心電図電極 の一部が残っています。全体を描くか、別の手法またはシードを試してください。ペースメーカー の一部"
            "が残っています。全体を描くか、別の手法またはシードを試してください。");
        add("a file and its reason", "The file /data/a b.png cannot be read: you may not read it.",
            "ファイル /data/a b.png を読み込めません：読み取る権限がありません。");
        add("a percent sign in a name", "The file /data/%1.png does not exist.",
            "ファイル /data/%1.png がありません。");
        add("a text within a text", "None of the 4 candidates passed. The best of them: The work was cancelled.",
            "候補 4 件はすべて却下されました。最もよい候補：中止しました。");
        add("a known one behind an unknown one", "Something new happened. The work was cancelled.",
            "Something new happened. 中止しました。");
        add("an unknown one", "Something new happened.", "Something new happened.");
        add("a rule", "At least 90 % of all films suitable", "全画像の 90 % 以上が適している");
        add("codec",
            "This image is compressed as MPEG-4, which Contrafact does not read. Convert it, e.g. with its own viewer, "
            "to an uncompressed or JPEG 2000 one.",
            "この画像は MPEG-4 で圧縮されています。Contrafact では読み込めません。非圧縮または JPEG 2000 "
            "に変換してください。");
        add("an answer", "The answer to \"Is there an effusion?\" must lie between 0 and 100.",
            "「Is there an effusion?」への回答：0 から 100 の間でなければなりません。");
        add("a package",
            "The package R1.cfreader does not open: the passphrase or key is another one, or the file was changed or "
            "is not whole.",
            "パッケージ R1.cfreader を開けません。パスフレーズまたは鍵が違うか、ファイルが変更されたか不完全です。");
        add("a place in a protocol", "Question 2 of the protocol has a \"kind\" of the wrong kind: 5.",
            "プロトコルの質問 2：「kind」の種類が違います（5）。");
        add("a tail that was cut off",
            "The study itself names records up to this record, but the audit ends at 9: its last records were cut off, "
            "or the study was exchanged for an older copy.",
            "研究 自体 はこの記録まで示していますが、監査記録は 9 "
            "番で終わっています。末尾が切り取られたか、研究 が古いコピーに差し替えられています。");
        add("where it was found", "audit record 12", "監査記録 12");
        add("a study that is not there", "There is no study /a/b.cfstudy.", "研究 /a/b.cfstudy がありません。");
        add("a sealed study",
            "The study was sealed on 2026-11-28T20:01:30.123Z and can no longer be changed. Amend the protocol with a "
            "reason, or make another study.",
            "研究は 2026-11-28T20:01:30.123Z "
            "に封印され、もう変更できません。理由を付けてプロトコルを改訂するか、別の研究を作成してください。");
        add("Japanese already", "編集 3 は却下されました。", "編集 3 は却下されました。");
        add("nothing", "", "");
    }

    void textsAreFoundAgain()
    {
        QFETCH(QString, english);
        QFETCH(QString, japanese);
        QCOMPARE(coreWords(english), japanese);
        speak("en");
        QCOMPARE(coreWords(english), english);
    }

    void whatIsAskedOfAPromptIsAskedInJapanese()
    {
        const CaptionGrammar grammar; // Hears nothing: whatever can be warned of is.
        QSet<QString> codes;
        for (const char *typed :
            { "", "add", "zork", "add a loculated effusion", "add effusion", "remove the wires", "remove the tube",
                "add a small left pleural effusion in the upper zone", "add left pacemaker", "remove pacemaker",
                "add and remove the pacemaker", "keep the pacemaker", "keep the left effusion, add pacemaker",
                "remove the heart", "the heart", "replace the pacemaker", "not without effusion", "add a 900 cm nodule",
                "add a 3 cm 5 cm nodule", "add a 5 mm pacemaker", "make everything", "remove everything",
                "decrease the effusion", "right left effusion", "effusion in the picture's left", "add an effusoin",
                "add a small large left effusion", "左に胸水を追加", "return effusion", "add a nodule because of fever",
                "add a left effusion and a right effusion and cardiomegaly and a nodule and edema" })
            for (const std::vector<Target> &labels :
                { std::vector<Target>{}, std::vector<Target>{ Target::PleuralEffusion } })
                for (const PromptWarning &warning : compilePrompt(typed, grammar, labels).warnings) {
                    codes << QString::fromStdString(warning.code);
                    const QString words = coreWords(warning);
                    QVERIFY2(!holdsEnglish(words), qPrintable(QString(typed) + ": " + words));
                    QCOMPARE(
                        warning.text, warning.sentence.pattern.empty() ? warning.text : inEnglish(warning.sentence));
                }
        QVERIFY2(codes.size() >= 15, qPrintable(QStringList(codes.begin(), codes.end()).join(", ")));
        const CompiledPrompt sideless = compilePrompt("add a left pacemaker", grammar);
        const auto side = std::find_if(sideless.warnings.begin(), sideless.warnings.end(),
            [](const PromptWarning &warning) { return warning.code == "side-not-heard"; });
        QVERIFY(side != sideless.warnings.end());
        QCOMPARE(coreWords(*side), QString("このモデルは「左」を解釈できません。左側のマスクで指定します。"));
        QCOMPARE(side->text, std::string("This model cannot hear \"left\". A mask on the left will decide the side."));
    }

    void theScorecardIsJapanese()
    {
        const Scorecard card = scorecardOf({});
        QVERIFY(card.rows.size() >= 6);
        for (const ScorecardRow &row : card.rows) {
            QVERIFY(!holdsEnglish(coreWords(row.label)));
            for (const Gate &gate : row.gates) {
                QVERIFY(!holdsEnglish(coreWords(gate.label)));
                QVERIFY2(!holdsEnglish(coreWords(gate.reason)), gate.reason.c_str());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestCoreWords)
#include "tst_CoreWords.moc"
