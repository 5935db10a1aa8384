#include "ui/datasets/PlanForm.h"

#include "core/editing/methods/MethodOptions.h"
#include "ui/datasets/PlanTexts.h"
#include "ui/datasets/RuleTable.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/records/MethodWords.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Text.h"
#include "ui/theme/Theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <limits>
#include <thread>

namespace cf::ui {

namespace {

constexpr int widthForBoth = 900; ///< From which the JSON stands beside the form.
constexpr int jsonWidth = 300;

Result<std::vector<std::uint64_t>> seedsOf(const QString &text)
{
    std::vector<std::uint64_t> seeds;
    for (const QString &part : partsOf(text)) {
        bool isNumber = false;
        seeds.push_back(part.toULongLong(&isNumber));
        if (!isNumber)
            return fail(
                ErrorCode::InvalidInput, PlanForm::tr("\"%1\" is no seed: write 0, 1, 2").arg(part).toStdString());
    }
    return seeds;
}

Result<std::vector<SplitShare>> splitsOf(const QString &text)
{
    std::vector<SplitShare> splits;
    for (const QString &part : partsOf(text)) {
        const qsizetype gap = part.lastIndexOf(' ');
        bool isNumber = false;
        const double share = part.mid(gap + 1).toDouble(&isNumber);
        if (gap < 0 || !isNumber)
            return fail(ErrorCode::InvalidInput,
                PlanForm::tr("\"%1\" is no split: write train 0.7, test 0.3").arg(part).toStdString());
        splits.push_back({ part.left(gap).trimmed().toStdString(), share });
    }
    return splits;
}

QWidget *inRow(std::initializer_list<QWidget *> fields)
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    for (QWidget *field : fields)
        row->addWidget(field);
    row->addStretch(1);
    return box;
}

QWidget *withButton(QLineEdit &field, QPushButton *button)
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(&field, 1);
    row->addWidget(button);
    return box;
}

} // namespace

PlanForm::PlanForm(QWidget *parent)
    : QWidget(parent)
    , m_rules(new RuleTable)
    , m_films(new QLineEdit)
    , m_output(new QLineEdit)
    , m_chooseOutput(parts::button(tr("Choose…"), "folder"))
    , m_found(parts::words({}, "hint"))
    , m_method(new QComboBox)
    , m_model(parts::words({}, "hint"))
    , m_parameters(new QLineEdit)
    , m_arms(new QPlainTextEdit)
    , m_table(new QLineEdit)
    , m_sources(new QPlainTextEdit)
    , m_maskFolder(new QLineEdit)
    , m_maskColumn(new QLineEdit)
    , m_maskAs(new QComboBox)
    , m_seeds(new QLineEdit)
    , m_splits(new QLineEdit)
    , m_splitSeed(new QSpinBox)
    , m_workers(new QSpinBox)
    , m_pictures(new QCheckBox(tr("PNG of each image")))
    , m_deepPictures(new QCheckBox(tr("PNG with 16 bits")))
    , m_regions(new QCheckBox(tr("PNG of each region")))
    , m_segmentations(new QCheckBox(tr("Region as DICOM SEG")))
    , m_json(new QPlainTextEdit)
    , m_jsonSide(new QWidget)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *formSide = new QWidget;
    QVBoxLayout *column = parts::scrolled(*formSide);
    column->addWidget(makeForm());
    column->addStretch(1);
    row->addWidget(formSide, 1);
    auto *jsonColumn = new QVBoxLayout(m_jsonSide);
    parts::spread(*jsonColumn);
    jsonColumn->addWidget(parts::section(tr("As a file")));
    jsonColumn->addWidget(parts::words(tr("What contrafact-cli batch --plan takes."), "hint"));
    m_json->setReadOnly(true);
    m_json->setAccessibleName(tr("The plan as JSON"));
    jsonColumn->addWidget(m_json, 1);
    m_jsonSide->setFixedWidth(jsonWidth);
    m_jsonSide->hide();
    row->addWidget(m_jsonSide);
    connect(m_rules, &RuleTable::changed, this, &PlanForm::tell);
    for (QLineEdit *field : { m_films, m_output, m_parameters, m_seeds, m_splits, m_table, m_maskFolder, m_maskColumn })
        connect(field, &QLineEdit::textChanged, this, &PlanForm::tell);
    for (QPlainTextEdit *field : { m_arms, m_sources })
        connect(field, &QPlainTextEdit::textChanged, this, &PlanForm::tell);
    connect(m_maskAs, &QComboBox::currentTextChanged, this, &PlanForm::tell);
    for (QCheckBox *box : { m_pictures, m_deepPictures, m_regions, m_segmentations })
        connect(box, &QCheckBox::toggled, this, &PlanForm::tell);
    for (QSpinBox *box : { m_splitSeed, m_workers })
        connect(box, &QSpinBox::valueChanged, this, &PlanForm::tell);
    connect(m_method, &QComboBox::currentIndexChanged, this, [this] {
        showParameters();
        tell();
    });
    setMethods({}, {});
    setPlan({}, {});
}

void PlanForm::addRow(QGridLayout &grid, const QString &name, QWidget *field, const QString &help)
{
    const int row = grid.rowCount();
    auto *label = parts::words(name, "caption");
    grid.addWidget(label, row, 0, Qt::AlignTop | Qt::AlignLeft);
    grid.addWidget(field, row, 1);
    if (!help.isEmpty())
        grid.addWidget(parts::words(help, "hint"), row + 1, 1);
}

QWidget *PlanForm::makeForm()
{
    auto *form = new QWidget;
    auto *grid = new QGridLayout(form);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnMinimumWidth(0, 92);
    grid->setColumnStretch(1, 1);
    addFilmRows(*grid);
    addRow(*grid, tr("Rules"), m_rules);
    addRow(*grid, tr("Masks"), makeMasks());
    addMethodRows(*grid);
    m_seeds->setAccessibleName(tr("Seeds"));
    addRow(*grid, tr("Seeds"), m_seeds, tr("Each seed is an edit of its own."));
    addRow(*grid, tr("Split"), makeSplit(),
        tr("By patient, before anything is made; a counterfactual has its film's split."));
    addOutputRows(*grid);
    return form;
}

void PlanForm::addFilmRows(QGridLayout &grid)
{
    m_films->setAccessibleName(tr("Folder of films"));
    m_films->setPlaceholderText(tr("DICOM files and pictures, perhaps with labels.csv"));
    auto *chooseFilms = parts::button(tr("Choose…"), "folder");
    addRow(grid, tr("Films"), withButton(*m_films, chooseFilms));
    addRow(grid, {}, m_found);
    m_found->hide();
    m_table->setAccessibleName(tr("Table of the films"));
    m_table->setPlaceholderText(tr("labels.csv in the folder, or another as seen from there: ../train.csv"));
    addRow(grid, tr("Table"), m_table);
    constexpr int sourcesHeight = 48; // Two lines.
    m_sources->setAccessibleName(tr("Sources"));
    m_sources->setPlaceholderText(tr("name: folder, table=FILE"));
    m_sources->setFixedHeight(sourcesHeight);
    m_sources->setTabChangesFocus(true);
    addRow(grid, tr("Sources"), m_sources,
        tr("Several folders, one a line as seen from the films' folder; or a study's films: name: manifest=FILE, "
           "arm=NAME."));
    connect(chooseFilms, &QPushButton::clicked, this, [this] {
        if (const QString folder = dialogs::folder(window(), tr("Folder of films"), "batch-films"); !folder.isEmpty())
            m_films->setText(folder);
    });
}

void PlanForm::addMethodRows(QGridLayout &grid)
{
    m_method->setAccessibleName(tr("Method"));
    addRow(grid, tr("Method"), m_method);
    addRow(grid, {}, m_model);
    m_parameters->setAccessibleName(tr("Parameters"));
    m_parameters->setPlaceholderText(tr("name=number, name=number; empty: the method's own"));
    addRow(grid, tr("Parameters"), m_parameters);
    constexpr int armsHeight = 66; // Three lines.
    m_arms->setAccessibleName(tr("Arms"));
    m_arms->setPlaceholderText(tr("name: method, name=number"));
    m_arms->setFixedHeight(armsHeight);
    m_arms->setTabChangesFocus(true);
    addRow(grid, tr("Arms"), m_arms,
        tr("Several methods side by side, one a line, instead of the method above; every edit is made in each."));
}

QWidget *PlanForm::makeSplit()
{
    m_splits->setAccessibleName(tr("Split by patient"));
    m_splitSeed->setRange(0, std::numeric_limits<int>::max());
    m_splitSeed->setAccessibleName(tr("Seed of the split"));
    m_splitSeed->setPrefix(tr("seed "));
    auto *split = new QWidget;
    auto *splitRow = new QHBoxLayout(split);
    splitRow->setContentsMargins(0, 0, 0, 0);
    splitRow->addWidget(m_splits, 1);
    splitRow->addWidget(m_splitSeed);
    return split;
}

void PlanForm::addOutputRows(QGridLayout &grid)
{
    addRow(grid, tr("Outputs"), makeOutputs(), tr("Refused edits are kept apart, with their reasons."));
    m_output->setAccessibleName(tr("Folder of the data set"));
    m_output->setPlaceholderText(tr("A new folder"));
    addRow(grid, tr("Into"), withButton(*m_output, m_chooseOutput));
    m_workers->setRange(0, int(std::max(1U, 2 * std::thread::hardware_concurrency())));
    m_workers->setSpecialValueText(tr("as many as help"));
    m_workers->setAccessibleName(tr("Workers"));
    m_workers->setMaximumWidth(160);
    addRow(grid, tr("Workers"), m_workers, tr("Processes at work side by side. The bytes are the same."));
    connect(m_chooseOutput, &QPushButton::clicked, this, [this] {
        if (const QString folder = dialogs::folder(window(), tr("Folder of the data set"), "batch-output");
            !folder.isEmpty())
            m_output->setText(folder);
    });
}

QWidget *PlanForm::makeMasks()
{
    m_maskFolder->setAccessibleName(tr("Folder of masks"));
    m_maskFolder->setPlaceholderText(tr("found by the model; or a folder as seen from the films: ../masks"));
    m_maskColumn->setAccessibleName(tr("Column that names the mask"));
    m_maskColumn->setPlaceholderText(tr("column, if not by name"));
    m_maskAs->setAccessibleName(tr("How masks are meant"));
    m_maskAs->setEditable(true);
    m_maskAs->lineEdit()->setAccessibleName(m_maskAs->accessibleName());
    m_maskAs->addItems({ "evident", "grey", "not-black", "opaque", "transparent" });
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_maskFolder, 2);
    row->addWidget(m_maskColumn, 1);
    row->addWidget(m_maskAs);
    return box;
}

QWidget *PlanForm::makeOutputs()
{
    auto *outputs = new QWidget;
    auto *rows = new QVBoxLayout(outputs);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(inRow({ new QLabel(tr("Synthetic DICOM")), m_pictures, m_deepPictures }));
    rows->addWidget(inRow({ m_regions, m_segmentations }));
    return outputs;
}

QList<QWidget *> PlanForm::fields() const
{
    return { m_rules, m_method, m_parameters, m_arms, m_table, m_sources, m_maskFolder, m_maskColumn, m_maskAs, m_seeds,
        m_splits, m_splitSeed, m_pictures, m_deepPictures, m_regions, m_segmentations, m_output, m_chooseOutput };
}

void PlanForm::setMethods(const std::vector<MethodDescription> &methods, const QString &model)
{
    const QString chosen = m_method->currentData().toString();
    const bool wasFilling = std::exchange(m_isFilling, true);
    m_methods = methods;
    m_method->clear();
    m_method->addItem(tr("auto: what measures best for each instruction"), QString());
    bool hasInsertion = false;
    for (const MethodDescription &method : methods) {
        const QString name = QString::fromStdString(method.name);
        hasInsertion = hasInsertion || name == "insertion";
        if (name != "auto")
            m_method->addItem(name, name);
        m_method->setItemData(m_method->count() - 1, methodWords(method.summary), Qt::ToolTipRole);
    }
    if (!hasInsertion)
        m_method->addItem("insertion", "insertion");
    if (m_method->findData(chosen) < 0)
        m_method->addItem(chosen, chosen);
    m_method->setCurrentIndex(m_method->findData(chosen));
    showParameters();
    m_model->setText(model.isEmpty() ? tr("With the bundled model.") : tr("With the model in use: %1").arg(model));
    m_isFilling = wasFilling;
}

const MethodDescription *PlanForm::chosenMethod() const
{
    const std::string name = m_method->currentData().toString().toStdString();
    const auto found = std::ranges::find(m_methods, name.empty() ? "auto" : name, &MethodDescription::name);
    return found == m_methods.end() ? nullptr : &*found;
}

void PlanForm::showParameters()
{
    const MethodDescription *method = chosenMethod();
    m_parameters->setToolTip(method == nullptr ? QString() : parameterLines(*method));
}

void PlanForm::setPlan(const BatchPlan &plan, const BatchPlace &place)
{
    m_isFilling = true;
    m_place = place;
    m_films->setText(place.films);
    m_output->setText(place.folder);
    m_workers->setValue(place.workers);
    m_rules->setRules(plan.rules);
    const QString method = QString::fromStdString(plan.method);
    if (m_method->findData(method) < 0)
        m_method->addItem(method, method);
    m_method->setCurrentIndex(m_method->findData(method));
    m_parameters->setText(textOf(plan.parameters));
    m_arms->setPlainText(textOf(plan.arms));
    m_table->setText(QString::fromStdString(plan.table));
    m_sources->setPlainText(textOf(plan.sources));
    m_maskFolder->setText(QString::fromStdString(plan.masks.folder));
    m_maskColumn->setText(QString::fromStdString(plan.masks.column));
    m_maskAs->setCurrentText(QString::fromStdString(plan.masks.as));
    QStringList seeds;
    for (const std::uint64_t seed : plan.seeds)
        seeds << QString::number(seed);
    m_seeds->setText(seeds.join(", "));
    m_splits->setText(textOf(plan.splits));
    m_givenSplitSeed = plan.splitSeed;
    m_splitSeed->setValue(int(std::min<std::uint64_t>(plan.splitSeed, std::uint64_t(m_splitSeed->maximum()))));
    m_pictures->setChecked(plan.pictures);
    m_deepPictures->setChecked(plan.deepPictures);
    m_regions->setChecked(plan.regions);
    m_segmentations->setChecked(plan.segmentations);
    for (QLineEdit *field : { m_films, m_output, m_parameters, m_seeds, m_splits })
        field->setCursorPosition(0); // What is too long shows its beginning.
    m_json->setPlainText(json());
    m_isFilling = false;
}

Result<BatchPlan> PlanForm::plan() const
{
    BatchPlan plan;
    plan.films = m_films->text().trimmed().toStdString();
    plan.rules = m_rules->rules();
    plan.table = m_table->text().trimmed().toStdString();
    CF_ASSIGN(plan.sources, sourcesOf(m_sources->toPlainText()));
    plan.masks.folder = m_maskFolder->text().trimmed().toStdString();
    plan.masks.column = m_maskColumn->text().trimmed().toStdString();
    if (plan.masks.given())
        plan.masks.as = m_maskAs->currentText().trimmed().toStdString();
    CF_ASSIGN(plan.arms, armsOf(m_arms->toPlainText()));
    if (plan.arms.empty()) { // Else each arm has its own.
        plan.method = m_method->currentData().toString().toStdString();
        for (const QString &part : partsOf(m_parameters->text())) {
            CF_ASSIGN(auto parameter, parseMethodParameter(part.toStdString()));
            plan.parameters.insert_or_assign(std::move(parameter.first), parameter.second);
        }
    }
    if (const MethodDescription *method = chosenMethod())
        CF_TRY(parametersFor(*method, plan.parameters));
    CF_ASSIGN(plan.seeds, seedsOf(m_seeds->text()));
    CF_ASSIGN(plan.splits, splitsOf(m_splits->text()));
    // A plan from a file may have a seed that the field does not hold.
    plan.splitSeed =
        m_splitSeed->value() == m_splitSeed->maximum() ? m_givenSplitSeed : std::uint64_t(m_splitSeed->value());
    plan.pictures = m_pictures->isChecked();
    plan.deepPictures = m_deepPictures->isChecked();
    plan.regions = m_regions->isChecked();
    plan.segmentations = m_segmentations->isChecked();
    CF_TRY(validate(plan));
    return plan;
}

BatchPlace PlanForm::place() const
{
    BatchPlace place = m_place;
    place.films = m_films->text().trimmed();
    place.folder = m_output->text().trimmed();
    place.workers = m_workers->value();
    return place;
}

QString PlanForm::json() const
{
    const auto made = plan();
    return made ? QString::fromStdString(toPlanFile(*made)) : QString();
}

void PlanForm::show(const BatchState &state)
{
    const bool isFree = state.stage == BatchStage::Planned;
    const QString why = isFree ? QString() : tr("The plan of a batch that has begun stays as it is.");
    for (QWidget *field : fields()) {
        field->setEnabled(isFree);
        field->setToolTip(why);
    }
    const bool isAtWork = state.stage == BatchStage::Running || state.stage == BatchStage::Stopping;
    m_films->setEnabled(!isAtWork);
    m_workers->setEnabled(!isAtWork);
    if (state.estimate) {
        const std::size_t columns = state.estimate->columns.size();
        const QString films = counted(qint64(state.estimate->films), tr("1 film"), tr("%1 films"));
        m_found->setText(columns == 0 ? tr("%1, without a table").arg(films)
                                      : tr("%1 with a table of %2 columns").arg(films).arg(columns));
        m_rules->setColumns(state.estimate->columns);
    }
    m_found->setVisible(state.estimate.has_value());
}

void PlanForm::setFilms(const QString &folder)
{
    m_films->setText(folder);
}

void PlanForm::tell()
{
    if (m_isFilling)
        return;
    if (const QString text = json(); !text.isEmpty())
        m_json->setPlainText(text);
    Q_EMIT changed();
}

void PlanForm::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_jsonSide->setVisible(width() >= widthForBoth);
}

} // namespace cf::ui
