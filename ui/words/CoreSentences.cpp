#include "ui/words/CoreSentences.h"

#include <QCoreApplication>

// What core and dicom say in English, which records, reports and the command line keep. tests/ui/tst_CoreWords.cpp
// fails where one of these no longer stands in their sources.
namespace cf::ui {
namespace {

constexpr const char *sentences[] = {
    // The prompt: core/language.
    QT_TRANSLATE_NOOP("Core", "\"%1\" is not in this model's captions. It will be left out."),
    QT_TRANSLATE_NOOP("Core", "%1 more words are not in this model's captions. They will be left out."),
    QT_TRANSLATE_NOOP("Core", "Some characters could not be read. Type them again."),
    QT_TRANSLATE_NOOP("Core", "The prompt has more than 4,000 characters. Shorten it to what should change."),
    QT_TRANSLATE_NOOP("Core", "%1 words; the model reads %2 tokens at most. Only the captions shown are sent."),
    QT_TRANSLATE_NOOP("Core", "\"%1\" was read as \"%2\"."),
    QT_TRANSLATE_NOOP("Core", "Nothing to change yet. Type a finding or a device."),
    QT_TRANSLATE_NOOP("Core", "Everything named is to stay. Type what should change."),
    QT_TRANSLATE_NOOP("Core",
        "No finding or device was recognised. Name one, such as \"pleural effusion\" or "
        "\"pacemaker\"."),
    QT_TRANSLATE_NOOP("Core",
        "This was not understood. Write an edit such as \"remove the pacemaker\" or \"add a small "
        "left pleural effusion\"."),
    QT_TRANSLATE_NOOP("Core", "Only the first %1 edits are made. Make the others in a second step."),
    QT_TRANSLATE_NOOP(
        "Core", "The caption has about %1 of %2 tokens; its end would be cut. Ask for fewer edits at once."),
    QT_TRANSLATE_NOOP("Core",
        "\"%1\" is not in this model's captions. It goes to the model as written, which may ignore "
        "it."),
    QT_TRANSLATE_NOOP("Core", "This model knows devices only as \"%1\". A mask over the %2 decides which."),
    QT_TRANSLATE_NOOP(
        "Core", "This model has learnt adding and removing only. \"%1\" is given as the nearest of the two."),
    QT_TRANSLATE_NOOP("Core",
        "This model has learnt adding and removing only. \"%1\" is not in its captions: both "
        "captions name the finding."),
    QT_TRANSLATE_NOOP("Core", "This model cannot hear \"%1\". The drawn mask decides the place."),
    QT_TRANSLATE_NOOP("Core", "This model cannot hear \"%1\". Draw a mask there to decide the place."),
    QT_TRANSLATE_NOOP("Core", "This model cannot hear \"%1\". A mask on the %1 will decide the side."),
    QT_TRANSLATE_NOOP("Core", "This model cannot hear \"%1\". The size is left to the model."),
    QT_TRANSLATE_NOOP(
        "Core", "No side is given for \"%1\". Write \"left\", \"right\" or \"bilateral\", or draw a mask."),
    QT_TRANSLATE_NOOP("Core", "\"%1\" has no side. \"%2\" is left out."),
    QT_TRANSLATE_NOOP("Core",
        "This model hears no numbers: \"%1\" gets a size of the model's own. The method "
        "\"insertion\" draws it to measure."),
    QT_TRANSLATE_NOOP("Core", "This image is not said to show \"%1\". Check the image; the edit may change nothing."),
    QT_TRANSLATE_NOOP("Core", "This image is said to show \"%1\" already. Write \"increase\" for more of it."),
    QT_TRANSLATE_NOOP("Core", "The prompt asks for opposite things of %1. Keep one of them."),
    QT_TRANSLATE_NOOP("Core", "%1 is to be edited and to stay. Keep one of them."),
    QT_TRANSLATE_NOOP("Core",
        "What is \"%1\" was not understood. Name the finding with its side, such as \"left pleural "
        "effusion\"."),
    QT_TRANSLATE_NOOP("Core",
        "\"%1\" is no edit. Write each edit alone, with \"add\", \"remove\", \"increase\", "
        "\"decrease\" or \"replace\"."),
    QT_TRANSLATE_NOOP("Core",
        "Is what stands with \"%1\" a reason or a second edit? Leave the reason out, or join two "
        "edits by \"and\"."),
    QT_TRANSLATE_NOOP("Core",
        "What \"%1\" denies was not understood. Write \"remove\" or \"keep\" with the name of the "
        "finding."),
    QT_TRANSLATE_NOOP("Core", "\"%1\" can be %2 or %3. Write which."),
    QT_TRANSLATE_NOOP("Core", "\"%1\" can be %2, %3 or %4. Write which."),
    QT_TRANSLATE_NOOP("Core", "\"%1\" cannot be made of \"%2\". It will be left out."),
    QT_TRANSLATE_NOOP("Core", "\"%1\" cannot be meant for \"%2\". Write a value from %3 to %4."),
    QT_TRANSLATE_NOOP("Core", "Two measures are named for \"%1\". Write one edit for each."),
    QT_TRANSLATE_NOOP("Core", "\"%1\" is said to be on two sides. Write \"on both sides\" or one of them."),
    QT_TRANSLATE_NOOP("Core", "Several zones are named for \"%1\". Write one edit for each."),
    QT_TRANSLATE_NOOP("Core", "\"%1\" cannot have two sizes. Write one of them."),
    QT_TRANSLATE_NOOP("Core", "\"%1\" is taken to be %2, which the film is said to show."),
    QT_TRANSLATE_NOOP("Core", "\"%1\" is taken to be %2 and %3, which the film is said to show."),
    QT_TRANSLATE_NOOP("Core", "\"%1\" is taken to be %2 and %3 and %4, which the film is said to show."),
    QT_TRANSLATE_NOOP("Core", "What should become of \"%1\"? Only \"remove\" can be said of all at once."),
    QT_TRANSLATE_NOOP("Core", "What the film shows is not known. Say it under \"Film shows\", or name what should go."),
    QT_TRANSLATE_NOOP("Core", "The film is said to show nothing that would have to go."),
    QT_TRANSLATE_NOOP(
        "Core", "\"%1\" is to stay. It is not edited; a mask that leaves it out protects it for certain."),
    QT_TRANSLATE_NOOP(
        "Core", "\"%1\" (%2) is to stay. It is not edited; a mask that leaves it out protects it for certain."),
    QT_TRANSLATE_NOOP("Core", "No verb says what to do with \"%1\"; it is added. Write \"remove\" if it should go."),
    QT_TRANSLATE_NOOP("Core", "Two negations: \"%1\" is taken to be removed. Write \"add\" or \"remove\" to be sure."),
    QT_TRANSLATE_NOOP("Core", "Two negations: \"%1\" is taken to be wanted. Write \"add\" or \"remove\" to be sure."),
    QT_TRANSLATE_NOOP("Core", "\"%1\" is always there. Write what should change, such as \"bigger\" or \"smaller\"."),
    QT_TRANSLATE_NOOP("Core", "\"%1\" itself cannot be removed; it is brought to normal size."),
    QT_TRANSLATE_NOOP("Core", "What should take the place of \"%1\"? Write \"replace … by …\"."),
    QT_TRANSLATE_NOOP("Core", "Two opposite verbs stand before one thing. Keep one of them."),
    QT_TRANSLATE_NOOP("Core",
        "The left of the picture is the patient's right. The patient's side is used, as radiologists "
        "do."),

    // The scorecard: core/editing/Scorecard.cpp and engine/judging, reading, removal.
    QT_TRANSLATE_NOOP("Core", "Asked change is there, once"),
    QT_TRANSLATE_NOOP("Core", "On the asked side and place"),
    QT_TRANSLATE_NOOP("Core", "Nothing else came or went"),
    QT_TRANSLATE_NOOP("Core", "Printed marks unchanged"),
    QT_TRANSLATE_NOOP("Core", "Outside the region"),
    QT_TRANSLATE_NOOP("Core", "Rebuilt, no edit"),
    QT_TRANSLATE_NOOP("Core", "Asked change is there"),
    QT_TRANSLATE_NOOP("Core", "Change above the noise floor"),
    QT_TRANSLATE_NOOP("Core", "Change on the asked side"),
    QT_TRANSLATE_NOOP("Core", "Change outside before recomposition"),
    QT_TRANSLATE_NOOP("Core", "Change of other findings"),
    QT_TRANSLATE_NOOP("Core", "This model has nothing that could see the asked change."),
    QT_TRANSLATE_NOOP("Core", "What changed was not measured."),
    QT_TRANSLATE_NOOP("Core", "No one side was asked for."),
    QT_TRANSLATE_NOOP("Core", "Nothing was decoded, so nothing could have been meant for elsewhere."),
    QT_TRANSLATE_NOOP("Core", "This model has nothing that could see other findings."),
    QT_TRANSLATE_NOOP("Core", "This model has nothing that could see printed marks."),
    QT_TRANSLATE_NOOP("Core", "The values outside were not compared."),
    QT_TRANSLATE_NOOP("Core", "Nothing was rebuilt."),
    QT_TRANSLATE_NOOP("Core", "Same image (CLIP)"),
    QT_TRANSLATE_NOOP("Core", "Fits its caption (CLIP)"),
    QT_TRANSLATE_NOOP("Core", "Changed as the words did (CLIP)"),
    QT_TRANSLATE_NOOP("Core", "Strength of a device"),
    QT_TRANSLATE_NOOP("Core", "Strength of a finding"),
    QT_TRANSLATE_NOOP("Core", "Edges of a device"),
    QT_TRANSLATE_NOOP("Core", "Printed letters and texts"),
    QT_TRANSLATE_NOOP("Core", "There before, to the program's eye"),
    QT_TRANSLATE_NOOP("Core", "Gone to the program's eye"),
    QT_TRANSLATE_NOOP("Core", "There to the program's eye"),
    QT_TRANSLATE_NOOP("Core", "Once to the program's eye"),
    QT_TRANSLATE_NOOP("Core", "On the asked side to the program's eye"),
    QT_TRANSLATE_NOOP("Core", "Gone along its course"),
    QT_TRANSLATE_NOOP("Core",
        "The change does not stand out of what rebuilding alone does to this film. Say the edit in "
        "other words, mark the region, or try another seed."),
    QT_TRANSLATE_NOOP("Core",
        "Nothing changed that can be seen. Say the edit in other words, mark the region, or try "
        "another seed."),
    QT_TRANSLATE_NOOP("Core", "Stored values outside the region would change; this is a defect of the program."),
    QT_TRANSLATE_NOOP("Core", "The model cannot show this image: its reconstruction is too far from the source."),
    QT_TRANSLATE_NOOP(
        "Core", "Most of what the model changed lies outside the region. Draw the region elsewhere or larger."),
    QT_TRANSLATE_NOOP("Core",
        "Most of the change lies on the patient's %1, not on the asked side. Mark the region or try "
        "another seed."),
    QT_TRANSLATE_NOOP("Core", "The classifier cannot tell this well enough to judge by: %1 → %2."),
    QT_TRANSLATE_NOOP("Core", "The classifier saw it so before the edit already: %1 → %2."),
    QT_TRANSLATE_NOOP("Core",
        "The target did not change enough: %1 → %2, needed at least %3. Mark the region, use another "
        "method or try another seed."),
    QT_TRANSLATE_NOOP("Core",
        "The target did not change enough: %1 → %2, needed at most %3. Mark the region, use another "
        "method or try another seed."),
    QT_TRANSLATE_NOOP("Core", "The classifier has no answer to all that was asked for."),
    QT_TRANSLATE_NOOP("Core", "The classifier can tell no other finding well enough to judge by."),
    QT_TRANSLATE_NOOP("Core", "Something else changed, too: %1 → %2. Mark a smaller region or try another seed."),
    QT_TRANSLATE_NOOP("Core", "The picture as a whole is no longer that of the source."),
    QT_TRANSLATE_NOOP("Core", "The picture does not fit the words of the edit."),
    QT_TRANSLATE_NOOP("Core", "The picture changed in another way than the words ask for."),
    QT_TRANSLATE_NOOP(
        "Core", "What was added is too soft for a device. Use the method auto or insertion, or another seed."),
    QT_TRANSLATE_NOOP(
        "Core", "What was added is too faint for a device. Use the method auto or insertion, or another seed."),
    QT_TRANSLATE_NOOP("Core",
        "What was added hardly stands out: the film is as bright there already. Ask for more, or mark another place."),
    QT_TRANSLATE_NOOP("Core", "A printed mark would change; this is a defect of the program."),
    QT_TRANSLATE_NOOP("Core", "The program sees no %1 on this film. Mark what you mean, if it is there."),
    QT_TRANSLATE_NOOP("Core", "The program still sees part of the %1. Mark all of it, or try another method or seed."),
    QT_TRANSLATE_NOOP(
        "Core", "The program does not see a %1 in the answer. Use another method or seed, or mark a region."),
    QT_TRANSLATE_NOOP("Core", "The program sees more than one %1. Mark the place where it shall be."),
    QT_TRANSLATE_NOOP("Core", "The program sees more than the asked number of %1. Mark the place where it shall be."),
    QT_TRANSLATE_NOOP("Core", "The program sees the %1 on the other side. Mark the region or try another seed."),
    QT_TRANSLATE_NOOP("Core", "The program sees that something else came or went: %1. Mark a smaller region."),
    QT_TRANSLATE_NOOP("Core",
        "Part of the line is still there along its course. Mark all of it, or try another method or "
        "seed."),
    QT_TRANSLATE_NOOP("Core", "None of the %1 candidates passed. The best of them: %2"),

    // Regions and notes on them.
    QT_TRANSLATE_NOOP("Core",
        "Lungs and heart were not found with confidence, so the region is not limited to them. Check "
        "it."),
    QT_TRANSLATE_NOOP("Core",
        "Most of what the model would change lies outside the named anatomy and was left out. Check "
        "the region."),
    QT_TRANSLATE_NOOP("Core", "The model's change does not stand out of its noise anywhere. Draw the region yourself."),
    QT_TRANSLATE_NOOP("Core",
        "The change hardly stands out of the model's noise, so this region cannot be trusted. "
        "Correct it with the brush."),
    QT_TRANSLATE_NOOP("Core", "The change is faint: look whether what was to go is gone. %1"),
    QT_TRANSLATE_NOOP("Core", "The program is not sure that this film shows %1: look at what was taken away."),
    QT_TRANSLATE_NOOP("Core",
        "What the generator hid is drawn by the model alone: the other side of this chest does not "
        "show what belongs there. Look whether ribs end in it."),

    // The method auto: reasons of the program and of the bundled models' cards.
    QT_TRANSLATE_NOOP("Core", "The model's card advises nothing else for this."),
    QT_TRANSLATE_NOOP("Core", "A caption written by hand is heard by this method alone."),
    QT_TRANSLATE_NOOP("Core", "Several seeds are this method's alone."),
    QT_TRANSLATE_NOOP("Core", "It is drawn again from its record."),
    QT_TRANSLATE_NOOP("Core", "The anatomy is not found here with confidence; the mask says where."),
    QT_TRANSLATE_NOOP("Core", "The network's change is plain to see, or no lung could be cleared by the other."),

    // What the program sees on a film.
    QT_TRANSLATE_NOOP(
        "Core", "This does not look like an upright frontal chest radiograph. Edits are made for those alone."),
    QT_TRANSLATE_NOOP("Core",
        "This film looks mirrored: its left side seems to be the patient's left. Check the side "
        "marker before you name a side."),

    // Reasons of the bundled models' cards (resources/models).
    QT_TRANSLATE_NOOP("Core", "A ratio is drawn to measure."),
    QT_TRANSLATE_NOOP("Core",
        "By the network where its change is plain to see; else, as on most real films, one lung is "
        "cleared by what the other shows."),
    QT_TRANSLATE_NOOP("Core",
        "Each device that is seen is removed as if it were named; the latent network leaves lines of "
        "a pixel or two."),
    QT_TRANSLATE_NOOP("Core",
        "More of it is drawn over what is there, at the film's own pixels; the latent network lays "
        "haze over both lungs."),
    QT_TRANSLATE_NOOP("Core",
        "Of %1 held-back films with such devices it was refused on %2; a second segmenter found them "
        "on %3 before and on %4 after."),
    QT_TRANSLATE_NOOP("Core",
        "Of %1 held-back films with leads it was refused on %2; a second segmenter found leads on %3 "
        "before and on %4 after."),
    QT_TRANSLATE_NOOP("Core",
        "Of %1 held-back films with catheters it was refused on %2; a second segmenter found them on "
        "%3 before and on %4 after."),
    QT_TRANSLATE_NOOP("Core",
        "Rendered at the film's own resolution and of the asked amount; on real films the latent "
        "network draws soft clouds."),
    QT_TRANSLATE_NOOP("Core",
        "The heart's border is moved at the film's own pixels, to a ratio or by a twentieth; the "
        "latent network draws lung markings into the heart."),
    QT_TRANSLATE_NOOP("Core", "Of %1 of them the latent network was refused on %2."),
    QT_TRANSLATE_NOOP("Core",
        "The autoencoder: %1 insertion pairs, %2 phantom pairs and real frontal chest radiographs of "
        "NIH ChestX-ray14 (NIH Clinical Center) and of the COVID-19 Image Repository of Hannover "
        "Medical School (CC BY 3.0; resized to %3 pixels; insertions are such radiographs with "
        "devices and findings rendered in)."),
    QT_TRANSLATE_NOOP("Core", "The denoising network: %1 insertion pairs, %2 phantom pairs, part of them of these."),
    QT_TRANSLATE_NOOP("Core",
        "The denoising network began with the weights of mini-cxr's editor (%1 of these pairs) and "
        "was trained on %2 insertion pairs and %3 phantom pairs of other seeds."),
    QT_TRANSLATE_NOOP("Core", "Frontal chest radiographs of adults."),
    QT_TRANSLATE_NOOP("Core", "Knows the findings and devices named in its grammar, as the renderers draw them."),
    QT_TRANSLATE_NOOP("Core", "Small: of what is finer than its latents much is lost."),
    QT_TRANSLATE_NOOP("Core", "One patient in five was held back."),
    QT_TRANSLATE_NOOP("Core", "Learning model: not for patients, not for diagnosis."),
    QT_TRANSLATE_NOOP("Core", "Foreign model: research only, not for patients, not for diagnosis."),
    QT_TRANSLATE_NOOP("Core", "Rendered findings: not for patients, not for diagnosis."),
    QT_TRANSLATE_NOOP("Core", "Not stated by the model's folder."),
    QT_TRANSLATE_NOOP("Core", "None: devices and findings are rendered by a parametric model."),

    // Methods and their parameters: core/editing/engine.
    QT_TRANSLATE_NOOP("Core", "Takes for each instruction the method that measured best for it; says which, and why."),
    QT_TRANSLATE_NOOP("Core", "Follows the instruction with the source image in view; no inversion."),
    QT_TRANSLATE_NOOP("Core", "Moves the source along the difference of the two captions; seeds give variety."),
    QT_TRANSLATE_NOOP("Core", "Inverts the source and lets it deviate only as far as the captions differ."),
    QT_TRANSLATE_NOOP("Core", "Noises the source and denoises it with the new caption; the generic baseline."),
    QT_TRANSLATE_NOOP("Core", "Fills the brushed region anew from the caption; needs a mask."),
    QT_TRANSLATE_NOOP(
        "Core", "The published method: inversion, null-text optimisation, a sweep of attention control; slow."),
    QT_TRANSLATE_NOOP("Core",
        "Renders a device or finding at full size and depth, moves a heart's border, clears one lung "
        "by the other; no network."),
    QT_TRANSLATE_NOOP("Core",
        "Takes away what a mask covers, or what the model finds, at the film's own pixels; one pass, "
        "removes only."),
    QT_TRANSLATE_NOOP("Core", "How strongly the words lead; 1 takes the network's answer as it is."),
    QT_TRANSLATE_NOOP("Core", "How strongly the film leads; 1 takes the network's answer as it is."),
    QT_TRANSLATE_NOOP("Core", "Answers that are averaged into one; 0: as the edit wants it."),
    QT_TRANSLATE_NOOP("Core", "Above 0 a second network says the finest detail of what is taken away."),
    QT_TRANSLATE_NOOP("Core", "Share of the steps after which the words begin to lead."),
    QT_TRANSLATE_NOOP("Core", "Share of the steps after which they no longer do."),
    QT_TRANSLATE_NOOP("Core", "Share of the steps in which the picture's layout stays the film's."),
    QT_TRANSLATE_NOOP("Core",
        "Share of chance in each step: 0 follows the film's inversion, 1 gives each seed its own "
        "answer."),
    QT_TRANSLATE_NOOP("Core", "Steps of the null-text optimisation at each level."),
    QT_TRANSLATE_NOOP("Core", "Noises averaged in each step; more is calmer and slower."),
    QT_TRANSLATE_NOOP("Core", "Share of noise that is laid on the film; more changes more."),
    QT_TRANSLATE_NOOP("Core", "Share of the noise at which the edit begins; less keeps more of the film."),
    QT_TRANSLATE_NOOP("Core", "Share of the steps done before a drawn mask acts; 1: it acts on the answer alone."),
    QT_TRANSLATE_NOOP(
        "Core", "Share of the steps in which words look where they looked in the film; more keeps more of it."),
    QT_TRANSLATE_NOOP("Core", "Weight of the words that change; 1 is that of the others."),
    QT_TRANSLATE_NOOP("Core",
        "Keeps the change to where the changed words look, above this share of their strongest; 0: "
        "everywhere."),
    QT_TRANSLATE_NOOP("Core",
        "Above 0 the film's own fine detail gives way where it changed; 0: never; -1: as the edit "
        "wants it."),
    QT_TRANSLATE_NOOP("Core", "Pixels of the model's picture over which a change fades in from its edge."),
    QT_TRANSLATE_NOOP("Core", "Above 0, what is below the change's own noise leaves no trace."),
    QT_TRANSLATE_NOOP("Core", "Grain laid where something was taken away; 1 is that of the film around it."),

    // What runs: stages of Progress.
    QT_TRANSLATE_NOOP("Core", "Judging the edit"),
    QT_TRANSLATE_NOOP("Core", "Decoding"),
    QT_TRANSLATE_NOOP("Core", "Recomposing"),
    QT_TRANSLATE_NOOP("Core", "Encoding the image"),
    QT_TRANSLATE_NOOP("Core", "Finding landmarks"),
    QT_TRANSLATE_NOOP("Core", "Drawing"),
    QT_TRANSLATE_NOOP("Core", "Finding the region"),
    QT_TRANSLATE_NOOP("Core", "Removing"),
    QT_TRANSLATE_NOOP("Core", "Removing, whole chest"),
    QT_TRANSLATE_NOOP("Core", "Inverting"),
    QT_TRANSLATE_NOOP("Core", "Null-text inversion"),
    QT_TRANSLATE_NOOP("Core", "Editing"),
    QT_TRANSLATE_NOOP("Core", "Reading files"),
    QT_TRANSLATE_NOOP("Core", "Looking for leaks"),
    QT_TRANSLATE_NOOP("Core", "Preparing cases"),
    QT_TRANSLATE_NOOP("Core", "Loading the model"),
    QT_TRANSLATE_NOOP("Core", "Reading the image"),
    QT_TRANSLATE_NOOP("Core", "Reading side letters"),

    // How a film lies and what it is: notes and questions of dicom, core/anatomy, core/imaging.
    QT_TRANSLATE_NOOP("Core", "The film says that it lies as %1, but then it looks %2."),
    QT_TRANSLATE_NOOP("Core", "The film looks %1, and nothing in the file says how it lies."),
    QT_TRANSLATE_NOOP("Core",
        "The film looks %1, and nothing in the file says how it lies. It is turned upright for the "
        "model, and the result lies as the film does."),
    QT_TRANSLATE_NOOP("Core",
        "The film lies %1 (%2). It is turned upright for the model, and the result lies as the film "
        "does."),
    QT_TRANSLATE_NOOP("Core", "The film was taken to lie as %1, as asked."),
    QT_TRANSLATE_NOOP("Core",
        "The pixels were turned on the detector (Field of View Rotation %1, Horizontal Flip %2), and "
        "the file does not say how they lie now."),
    QT_TRANSLATE_NOOP("Core",
        "Patient Orientation is oblique (%1). The model knows frontal views only. Results may not be "
        "reliable."),
    QT_TRANSLATE_NOOP(
        "Core", "Patient Orientation (%1) cannot be understood: the file does not say how the film lies."),
    QT_TRANSLATE_NOOP(
        "Core", "Patient Orientation is missing, and Image Orientation (Patient) says that the film lies %1 (%2)."),
    QT_TRANSLATE_NOOP("Core", "The film is described as %1."),
    QT_TRANSLATE_NOOP(
        "Core", "The patient is a child (%1). The model knows films of adults only. Results will not be reliable."),
    QT_TRANSLATE_NOOP("Core",
        "The file does not say which side is which. Right and left in an instruction are taken as "
        "usual: the patient's right at the left edge."),
    QT_TRANSLATE_NOOP("Core",
        "A picture does not say which side is which. Right and left in an instruction are taken as "
        "usual: the patient's right at the left edge."),
    QT_TRANSLATE_NOOP("Core", "As the film lies by what is known of it (%1), a printed %2 stands on the patient's %3."),
    QT_TRANSLATE_NOOP("Core", "As the film is taken to lie, a printed %1 stands on the patient's %2."),
    QT_TRANSLATE_NOOP("Core",
        "A printed %1 is seen as in a mirror, but stands on the side that it names, as lead letters "
        "often do that lay the wrong way round."),
    QT_TRANSLATE_NOOP("Core", "Printed side letters could not be looked for: %1"),
    QT_TRANSLATE_NOOP(
        "Core", "This is %1. The model knows frontal chest radiographs only. Results will not be reliable."),
    QT_TRANSLATE_NOOP("Core", "The file does not say that it is a radiograph."),
    QT_TRANSLATE_NOOP("Core", "The file does not say that it is a radiograph (modality %1)."),
    QT_TRANSLATE_NOOP("Core",
        "The body part examined is stated as %1. The model knows frontal chest radiographs only. "
        "Results will not be reliable."),
    QT_TRANSLATE_NOOP(
        "Core", "This is a lateral view. The model knows frontal views only. Results will not be reliable."),
    QT_TRANSLATE_NOOP("Core",
        "This is a lateral view (%1). The model knows frontal views only. Results will not be "
        "reliable."),
    QT_TRANSLATE_NOOP("Core",
        "This is not a frontal view. The model knows frontal views only. Results will not be "
        "reliable."),
    QT_TRANSLATE_NOOP("Core",
        "This is not a frontal view (%1). The model knows frontal views only. Results will not be "
        "reliable."),
    QT_TRANSLATE_NOOP("Core", "This is frame %1 of %2; only this one is edited."),
    QT_TRANSLATE_NOOP("Core", "Some numbers are written with decimal commas; they were read as points."),
    QT_TRANSLATE_NOOP("Core", "Rescale Slope is 0; 1 was taken."),
    QT_TRANSLATE_NOOP("Core", "A window of no width was left out."),
    QT_TRANSLATE_NOOP("Core",
        "The photometric interpretation is MONOCHROME2, but Presentation LUT Shape is INVERSE: low "
        "values are shown light. Some programs show this film the other way round."),
    QT_TRANSLATE_NOOP("Core", "Light and dark are the other way round than the file states, as asked."),
    QT_TRANSLATE_NOOP("Core", "The pixels are not square (Pixel Aspect Ratio); the film is shown in proportion."),
    QT_TRANSLATE_NOOP("Core", "The pixels are not square; the picture is shown in proportion."),
    QT_TRANSLATE_NOOP(
        "Core", "The file states the transfer syntax %1, but is written as %2; it was read as what it is."),
    QT_TRANSLATE_NOOP(
        "Core", "The end of the compressed pixel data is not marked; it was taken where the last image ends."),
    QT_TRANSLATE_NOOP("Core", "Behind the pixel data stands what is no part of a DICOM object; it was left out."),
    QT_TRANSLATE_NOOP("Core", "The pixels have 8 bits, although 16 are stated as allocated."),
    QT_TRANSLATE_NOOP("Core", "The pixels have more than 8 bits, although 8 are stated as allocated."),
    QT_TRANSLATE_NOOP("Core", "The colours are stated as YBR_FULL_422, but every pixel has all three."),
    QT_TRANSLATE_NOOP("Core", "The compressed image holds %1 colours, although %2 is stated."),
    QT_TRANSLATE_NOOP("Core",
        "The colours are not stored as stated (%1); they were read as %2, in the other order of "
        "planes."),
    QT_TRANSLATE_NOOP("Core", "Bits Stored is not possible; all allocated bits were taken."),
    QT_TRANSLATE_NOOP("Core", "High Bit is not possible; the lowest bits were taken."),
    QT_TRANSLATE_NOOP("Core", "The photometric interpretation is missing or unknown; low values are shown dark."),
    QT_TRANSLATE_NOOP("Core", "This is a colour image; it was turned into grey."),
    QT_TRANSLATE_NOOP("Core", "This is a colour picture; it was turned into grey."),
    QT_TRANSLATE_NOOP("Core",
        "The 16-bit picture holds values of %1 bits; those are shown from the darkest to the "
        "lightest."),
    QT_TRANSLATE_NOOP("Core", "The picture was turned upright as its orientation tag (%1) says."),
    QT_TRANSLATE_NOOP("Core", "The values do not lie where High Bit says; the lowest bits were taken."),
    QT_TRANSLATE_NOOP("Core", "The values have %1 bits, although %2 are stated as stored; they were read whole."),
    QT_TRANSLATE_NOOP("Core", "The window's function (%1) is not known; it was read as LINEAR."),
    QT_TRANSLATE_NOOP("Core", "Through its own window all of the film is one grey; its whole range is shown instead."),
    QT_TRANSLATE_NOOP("Core", "The colour palette states 16 bits, but its entries have 8."),
    QT_TRANSLATE_NOOP("Core", "The segmentation has %1 segments, too many for a mask."),
    QT_TRANSLATE_NOOP("Core", "A look-up table is damaged and was left out."),
    QT_TRANSLATE_NOOP("Core", "The look-up table states %1 bits, which cannot be; its entries have %2."),
    QT_TRANSLATE_NOOP(
        "Core", "The VOI look-up table states %1 bits, but its entries have %2; those are shown up to white."),

    // Masks from files.
    QT_TRANSLATE_NOOP("Core", "The mask is segment %1 of a DICOM segmentation."),
    QT_TRANSLATE_NOOP("Core", "The segmentation was made of another image than this film."),
    QT_TRANSLATE_NOOP("Core", "The mask is white everywhere: the whole picture may change."),
    QT_TRANSLATE_NOOP("Core", "The mask holds the values 0 and %1; where it is %1, the picture may change."),
    QT_TRANSLATE_NOOP("Core", "The mask's two values waver, as after JPEG; it was cut at half of white."),
    QT_TRANSLATE_NOOP("Core", "The mask's grey levels were read as weights."),
    QT_TRANSLATE_NOOP("Core", "The mask of %1 pixels was brought to the image's %2."),
    QT_TRANSLATE_NOOP("Core", "The mask has one colour beside black; where it is %1, the picture may change."),
    QT_TRANSLATE_NOOP("Core", "The mask has shades of one colour; its brightness was read."),
    QT_TRANSLATE_NOOP("Core", "The mask is in the picture's opacity: what is opaque may change."),
    QT_TRANSLATE_NOOP("Core", "The mask is empty: nothing may change. Paint what may change in white."),
    QT_TRANSLATE_NOOP("Core",
        "The mask is empty: nothing may change. Brush the region, or remove the mask to let the "
        "program find it."),
    QT_TRANSLATE_NOOP(
        "Core", "The mask is %1 × %2 pixels, the image %3 × %4. Draw or export the mask at the image's size."),
    QT_TRANSLATE_NOOP("Core",
        "The mask is %1 pixels, the image %2, another proportion. Draw or export the mask at the "
        "image's size."),
    QT_TRANSLATE_NOOP("Core", "The mask is a DICOM object that holds no mask: %1"),
    QT_TRANSLATE_NOOP("Core", "The mask is a DICOM image. %1"),
    QT_TRANSLATE_NOOP("Core", "The mask can be meant in more than one way: %1"),
    QT_TRANSLATE_NOOP("Core", "it holds the value %1 everywhere."),
    QT_TRANSLATE_NOOP("Core", "it holds the values %1 and %2."),
    QT_TRANSLATE_NOOP("Core", "it has several colours (%1)."),
    QT_TRANSLATE_NOOP("Core", "it is a label map with the values %1."),
    QT_TRANSLATE_NOOP("Core", "its lightest value is %1 of %2."),
    QT_TRANSLATE_NOOP("Core", "it looks like a picture and not like a mask."),
    QT_TRANSLATE_NOOP("Core", "its colours and its opacity differ."),
    QT_TRANSLATE_NOOP("Core", "it acts with at most %1 % of its weight."),
    QT_TRANSLATE_NOOP("Core", "The mask is opaque everywhere; choose another part of it."),
    QT_TRANSLATE_NOOP("Core", "The mask holds values outside 0 … 1. Draw it again."),
    QT_TRANSLATE_NOOP("Core", "The segmentation is empty: nothing may change."),
    QT_TRANSLATE_NOOP("Core", "The segmentation is damaged or not whole. Get it again from its source."),

    // Errors of opening files: dicom/reading, core/imaging, core/base.
    QT_TRANSLATE_NOOP("Core", "There is no such file, or it is not a regular one. Check the path."),
    QT_TRANSLATE_NOOP("Core", "There is no such file or folder. Check the path."),
    QT_TRANSLATE_NOOP("Core", "The file cannot be read. Check its permissions and the disk."),
    QT_TRANSLATE_NOOP("Core", "The file is empty. Get it again from its source."),
    QT_TRANSLATE_NOOP("Core", "This is not a DICOM file. Open a DICOM, PNG, JPEG or TIFF image."),
    QT_TRANSLATE_NOOP("Core", "This is not a DICOM file, or it holds no attributes."),
    QT_TRANSLATE_NOOP("Core", "This is neither a DICOM file nor a PNG, JPEG or TIFF picture."),
    QT_TRANSLATE_NOOP("Core", "The file's meta header is damaged. Get the file again from its source."),
    QT_TRANSLATE_NOOP("Core", "The file is damaged or ends too early. Get it again from its source (%1)."),
    QT_TRANSLATE_NOOP("Core", "The image ends early: %1 of %2 MB. Copy it again from its source."),
    QT_TRANSLATE_NOOP("Core", "The picture ends too early. Get the file again from its source."),
    QT_TRANSLATE_NOOP("Core", "The picture is damaged (%1). Get the file again from its source."),
    QT_TRANSLATE_NOOP("Core",
        "The picture is damaged or of a kind that is not supported. Get the file again from its "
        "source, or save it as PNG."),
    QT_TRANSLATE_NOOP("Core", "The file could not be understood (%1)."),
    QT_TRANSLATE_NOOP("Core", "The file nests its sequences deeper than any real object does; it is not opened."),
    QT_TRANSLATE_NOOP("Core", "There is not enough memory to unpack this file."),
    QT_TRANSLATE_NOOP("Core", "There is not enough memory for this image. Close other images and try again."),
    QT_TRANSLATE_NOOP("Core", "There is not enough memory for the picture. Close other programs."),
    QT_TRANSLATE_NOOP("Core", "Files over 4 GB are not supported."),
    QT_TRANSLATE_NOOP("Core", "Pictures over 1 GB are not supported."),
    QT_TRANSLATE_NOOP("Core", "Pictures over 100 megapixels are not supported."),
    QT_TRANSLATE_NOOP("Core", "Images over 100 megapixels are not supported."),
    QT_TRANSLATE_NOOP("Core", "Only pictures of 8 or 16 bits, grey or colour, are supported."),
    QT_TRANSLATE_NOOP("Core", "This deflated file unpacks to more than 512 MB, which is not supported."),
    QT_TRANSLATE_NOOP("Core",
        "This image is compressed as %1, which Contrafact does not read. Convert it, e.g. with its "
        "own viewer, to an uncompressed or JPEG 2000 one."),
    QT_TRANSLATE_NOOP("Core", "The photometric interpretation \"%1\" is not supported."),
    QT_TRANSLATE_NOOP("Core", "This object holds no image (it may be a report, a plan or a list)."),
    QT_TRANSLATE_NOOP("Core",
        "This object holds no pixel data of a kind that can be shown (it may be a report, a plan or "
        "a list)."),
    QT_TRANSLATE_NOOP("Core", "This object holds no pixel data."),
    QT_TRANSLATE_NOOP("Core", "The image's rows or columns are missing. Get the file again from its source."),
    QT_TRANSLATE_NOOP("Core", "The file holds no compressed image. Get it again from its source."),
    QT_TRANSLATE_NOOP("Core",
        "The compressed image is %1 x %2 pixels, but the attributes say %3 x %4. Get the file again "
        "from its source."),
    QT_TRANSLATE_NOOP("Core", "The JPEG 2000 image is damaged. Get the file again from its source."),
    QT_TRANSLATE_NOOP("Core", "The RLE image is damaged. Get the file again from its source."),
    QT_TRANSLATE_NOOP("Core", "Images of %1 bits a pixel are not supported, only of 8 or 16."),
    QT_TRANSLATE_NOOP("Core", "Images of %1 samples a pixel are not supported, only grey and colour ones."),
    QT_TRANSLATE_NOOP("Core", "The image's colour palette is missing, damaged or of a kind not supported."),
    QT_TRANSLATE_NOOP("Core", "This is a DICOMDIR; open it itself to see what it lists."),
    QT_TRANSLATE_NOOP("Core", "The file lacks the attributes that name a DICOM object."),
    QT_TRANSLATE_NOOP("Core", "The folder %1 cannot be read: %2."),
    QT_TRANSLATE_NOOP("Core", "This link leads nowhere."),
    QT_TRANSLATE_NOOP("Core", "This is a pipe, a socket or a device, not a file."),
    QT_TRANSLATE_NOOP("Core",
        "Apart from marks of the value 65535 (%1 pixels) the picture holds values of %2 bits; the marks are shown as "
        "light as its lightest value."),
    QT_TRANSLATE_NOOP("Core", "There is no frame %1 in this object of %2."),
    QT_TRANSLATE_NOOP("Core", "A number that decides about the greys cannot be understood (%1) and was left out."),
    QT_TRANSLATE_NOOP("Core",
        "The window is narrower than 1, which its function LINEAR does not allow; it was read as LINEAR_EXACT."),
    QT_TRANSLATE_NOOP("Core", "The file has a window and a VOI look-up table; it is shown through the window."),
    QT_TRANSLATE_NOOP("Core",
        "The spacing of the pixels (%1) cannot be meant and was left out: lengths in millimetres are not known."),
    QT_TRANSLATE_NOOP(
        "Core", "The spacing of the pixels is written oddly (%1); %2 between rows and %3 between columns were taken."),
    QT_TRANSLATE_NOOP("Core", "This form of YBR_FULL_422 pixel data is not supported."),
    QT_TRANSLATE_NOOP("Core", "JPEG images of %1 components are not supported."),
    QT_TRANSLATE_NOOP("Core", "JPEG 2000 images with %1 components are not supported."),
    QT_TRANSLATE_NOOP("Core", "JPEG 2000 images with reduced colours or more than 16 bits are not supported."),
    QT_TRANSLATE_NOOP(
        "Core", "A look-up table has %1 entries where %2 are stated; the last one stands for those that are missing."),
    QT_TRANSLATE_NOOP("Core", "The file holds %1 pictures; only the first one is read."),
    QT_TRANSLATE_NOOP(
        "Core", "The picture holds values below 0 and does not say which is black. Save it with unsigned values."),
    QT_TRANSLATE_NOOP(
        "Core", "The file's first picture is a smaller copy of another one in it; the smaller one is read."),
    QT_TRANSLATE_NOOP("Core", "This is a %1 file, which is not read. Convert it to PNG or TIFF without loss."),
    QT_TRANSLATE_NOOP("Core", "Low values of the mask are shown light (MONOCHROME1); it was read as it is shown."),
    QT_TRANSLATE_NOOP("Core", "its low values are shown light (MONOCHROME1), but it does not reach black and white."),
    QT_TRANSLATE_NOOP("Core", "No pixel of the mask has the value %1. It holds %2."),
    QT_TRANSLATE_NOOP("Core", "The segmentation has no segment %1 with pixels; it has %2."),
    QT_TRANSLATE_NOOP(
        "Core", "The segmentation has several segments: %1. Say which may change, e.g. --mask-as label:%2."),
    QT_TRANSLATE_NOOP("Core",
        "The mask is in colours and holds no labels. Say which colour may change, e.g. --mask-as colour:#ff0000."),
    QT_TRANSLATE_NOOP("Core", "Only images of 1 to 16 bits can be saved as DICOM."),
    QT_TRANSLATE_NOOP("Core", "The image has values that its stored bits cannot hold."),
    QT_TRANSLATE_NOOP("Core", "The source has no frame %1. Nothing was saved."),
    QT_TRANSLATE_NOOP("Core",
        "This computer multiplies at %1 Gflop/s where its processor promises %2 (%3). Edits will take several times "
        "longer. Close other programs; if it stays so, see \"performance\" in the help."),
    QT_TRANSLATE_NOOP("Core", "The plan asks for nothing. Give at least one instruction."),
    QT_TRANSLATE_NOOP("Core", "The plan has sources and a table beside them. Give each source its own table."),
    QT_TRANSLATE_NOOP("Core", "A source needs a name of its own without slashes."),
    QT_TRANSLATE_NOOP("Core", "The source \"%1\" names neither a folder of films nor a study's manifest."),
    QT_TRANSLATE_NOOP(
        "Core", "The source \"%1\" has a folder with a table, or a manifest with an arm; not parts of both."),
    QT_TRANSLATE_NOOP("Core", "\"%1\" is no manifest of a study: it lists no cases with file and arm."),
    QT_TRANSLATE_NOOP(
        "Core", "The film \"%1\" of \"%2\" lies outside of \"%3\". Name a folder that holds all of its films."),
    QT_TRANSLATE_NOOP("Core", "\"%1\" has no film of the arm \"%2\"."),
    QT_TRANSLATE_NOOP("Core", "There is no DICOM object, PNG, JPEG or TIFF here."),
    QT_TRANSLATE_NOOP("Core", "The image is only %1. Open a radiograph of at least 32 × 32 pixels."),
    QT_TRANSLATE_NOOP("Core", "%1 × %2 pixels"),
    QT_TRANSLATE_NOOP("Core", "The image of %1 is too long and narrow for a chest radiograph. Open another image."),
    QT_TRANSLATE_NOOP("Core", "The file %1 does not exist."),
    QT_TRANSLATE_NOOP("Core", "The file %1 cannot be opened: %2."),
    QT_TRANSLATE_NOOP("Core", "The file %1 cannot be read: %2."),
    QT_TRANSLATE_NOOP("Core", "The file %1 is too large for what it should hold."),
    QT_TRANSLATE_NOOP("Core", "The file %1 is not JSON, or not an object."),
    QT_TRANSLATE_NOOP("Core", "The file %1 is not JSON."),
    QT_TRANSLATE_NOOP("Core", "%1 is %2, not a file. Name a file."),
    QT_TRANSLATE_NOOP("Core", "The picture %1 cannot be read: %2"),

    // Errors of writing files: core/base/files/AtomicFile.cpp, dicom/writing.
    QT_TRANSLATE_NOOP("Core", "The file %1 cannot be written: %2."),
    QT_TRANSLATE_NOOP("Core", "The file %1 is not replaced: %2."),
    QT_TRANSLATE_NOOP("Core", "The folder %1 cannot be made: %2."),
    QT_TRANSLATE_NOOP("Core", "No file is named by %1; give a file name."),
    QT_TRANSLATE_NOOP("Core", "The name of a file to write is empty; give a file name."),
    QT_TRANSLATE_NOOP("Core", "%1 is a folder. Name a file in it."),
    QT_TRANSLATE_NOOP("Core", "it is a link to another file; choose another name"),
    QT_TRANSLATE_NOOP("Core", "it is a device; choose another name"),
    QT_TRANSLATE_NOOP(
        "Core", "it is there already; choose another name, or allow it (--overwrite on the command line)"),
    QT_TRANSLATE_NOOP("Core", "it is write-protected; choose another name"),
    QT_TRANSLATE_NOOP("Core", "it was not made by this program for this purpose; choose another name"),
    QT_TRANSLATE_NOOP("Core", "the disk is full; free some space and try again"),
    QT_TRANSLATE_NOOP("Core", "your quota of the disk is used up; free some space and try again"),
    QT_TRANSLATE_NOOP("Core", "it would be larger than the system or its limit for this process (ulimit -f) allows"),
    QT_TRANSLATE_NOOP("Core", "you may not write there; choose another folder"),
    QT_TRANSLATE_NOOP("Core", "the disk is read-only; choose another folder"),
    QT_TRANSLATE_NOOP("Core", "its folder does not exist; make it first"),
    QT_TRANSLATE_NOOP("Core", "a part of its path is a file, not a folder"),
    QT_TRANSLATE_NOOP("Core", "its name is too long for the disk"),
    QT_TRANSLATE_NOOP("Core", "links in its path lead in a circle"),
    QT_TRANSLATE_NOOP("Core", "too many files are open; raise the limit (ulimit -n) or close other programs"),
    QT_TRANSLATE_NOOP("Core", "another program made it meanwhile; choose another name"),
    QT_TRANSLATE_NOOP("Core", "nobody reads from this pipe"),
    QT_TRANSLATE_NOOP("Core", "a file or a link that leads nowhere has this name; choose another name"),
    QT_TRANSLATE_NOOP("Core", "you may not read it"),
    QT_TRANSLATE_NOOP("Core", "A synthetic image is never saved over its source. Choose another name."),
    QT_TRANSLATE_NOOP("Core", "The name given is that of a device or pipe. Choose another name."),
    QT_TRANSLATE_NOOP("Core", "The image is empty or too large to be saved as DICOM."),
    QT_TRANSLATE_NOOP("Core", "Leaving out the SYNTHETIC mark needs a reason, which is kept in the file."),
    QT_TRANSLATE_NOOP("Core",
        "The edited image has another size than its source, whose geometry it would claim. Nothing "
        "was saved."),
    QT_TRANSLATE_NOOP("Core",
        "The image is smaller than %1 x %2 pixels and cannot hold a readable SYNTHETIC mark, without "
        "which none is saved."),

    // Errors of models: core/diffusion, core/editing/engine.
    QT_TRANSLATE_NOOP("Core", "There is no model folder %1. Choose a folder in the diffusers layout."),
    QT_TRANSLATE_NOOP("Core", "The model folder %1 cannot be read: %2."),
    QT_TRANSLATE_NOOP("Core", "The folder %1 has no \"%2\" folder: it is not a model in the diffusers layout."),
    QT_TRANSLATE_NOOP("Core", "The model folder %1 has no weights."),
    QT_TRANSLATE_NOOP("Core", "The folder %1 has no %2.safetensors and no .bin file of that name."),
    QT_TRANSLATE_NOOP("Core", "The weights of the %1 do not fit its config: %2."),
    QT_TRANSLATE_NOOP("Core", "There is not enough memory for the %1 in %2."),
    QT_TRANSLATE_NOOP("Core", "The weight file %1 cannot be read."),
    QT_TRANSLATE_NOOP("Core", "The weight file %1 is empty or cannot be mapped."),
    QT_TRANSLATE_NOOP("Core", "The weight file %1 cannot be used: %2. Copy it again from its source."),
    QT_TRANSLATE_NOOP("Core",
        "This checkpoint runs code when opened, so it was not opened. Convert it to safetensors. "
        "(%1.)"),
    QT_TRANSLATE_NOOP("Core", "The parts of the model in %1 do not belong together: %2"),
    QT_TRANSLATE_NOOP("Core", "The model %1 answered with values that are not numbers. Its weights may be damaged."),
    QT_TRANSLATE_NOOP("Core", "The classifier answered with values that are not numbers. Its weights may be damaged."),
    QT_TRANSLATE_NOOP("Core", "The segmenter answered with values that are not numbers. Its weights may be damaged."),
    QT_TRANSLATE_NOOP("Core", "The bundled model was not found. Name a model folder with %1."),
    QT_TRANSLATE_NOOP("Core",
        "This processor has no instructions for bf16 (AVX512_BF16), and without them it is slower "
        "than fp32. Use fp32."),

    // Errors of edits: core/editing, core/insertion, core/jobs.
    QT_TRANSLATE_NOOP("Core", "No model is loaded. Use the bundled one or add a folder."),
    QT_TRANSLATE_NOOP("Core", "The work was cancelled."),
    QT_TRANSLATE_NOOP("Core", "%1 needs more memory than there is. Close other programs, or use a smaller picture."),
    QT_TRANSLATE_NOOP("Core", "%1 needs more memory than there is. Try a smaller picture or close other programs."),
    QT_TRANSLATE_NOOP("Core", "%1 failed for an unknown reason."),
    QT_TRANSLATE_NOOP("Core", "%1 failed in LibTorch: %2"),
    QT_TRANSLATE_NOOP("Core", "The edit"),
    QT_TRANSLATE_NOOP("Core", "There is no image to edit. Open a radiograph first."),
    QT_TRANSLATE_NOOP("Core", "Images with %1 bits stored cannot be edited; 1 to 16 can."),
    QT_TRANSLATE_NOOP("Core", "The prompt is empty. Say what to change, e.g. \"remove the pacemaker\"."),
    QT_TRANSLATE_NOOP("Core", "The prompt is too long (over %1 bytes). Say one change in a sentence."),
    QT_TRANSLATE_NOOP("Core", "What the renderer drew is drawn again by the method insertion or auto, not by %1."),
    QT_TRANSLATE_NOOP("Core", "The method %1 cannot run several seeds at once; these can: %2."),
    QT_TRANSLATE_NOOP("Core",
        "%1 %2: the method %3 does not draw to measure. Leave the number out, or remove it first and "
        "add it anew with the number."),
    QT_TRANSLATE_NOOP("Core", "The method remove has one answer; ask for one seed."),
    QT_TRANSLATE_NOOP("Core",
        "The method remove only removes, and only what it was taught. Choose the method auto or "
        "another."),
    QT_TRANSLATE_NOOP("Core", "The method inpaint needs a mask: brush the region to be filled."),
    QT_TRANSLATE_NOOP("Core", "The method insertion needs square pixels. Choose another method."),
    QT_TRANSLATE_NOOP("Core", "The method insertion draws one answer; ask for one seed."),
    QT_TRANSLATE_NOOP("Core", "The method insertion cannot draw %1. Choose another method."),
    QT_TRANSLATE_NOOP("Core",
        "The method insertion can only add, and change what an edit in view was rendered with; "
        "choose another method to %1 %2."),
    QT_TRANSLATE_NOOP("Core", "Without a model there is only the method insertion."),
    QT_TRANSLATE_NOOP("Core", "The program does not see on which side %1 shall increase. Say left, right or both."),
    QT_TRANSLATE_NOOP("Core", "There is no room for so many; ask for fewer or smaller ones."),
    QT_TRANSLATE_NOOP(
        "Core", "The lungs are not found here with confidence; mark what shall go, or choose another method."),
    QT_TRANSLATE_NOOP(
        "Core", "Nothing that was drawn would be left: that is the film before it. Choose it in the history."),
    QT_TRANSLATE_NOOP("Core", "There is not enough memory to draw into this image."),
    QT_TRANSLATE_NOOP("Core", "Say what to add, e.g. \"add a left pleural effusion\"."),
    QT_TRANSLATE_NOOP("Core", "%1 is at the end of what this film allows: %2."),
    QT_TRANSLATE_NOOP("Core", "The words do not say what of %1 shall change. Give a size or a severity."),
    QT_TRANSLATE_NOOP("Core", "%1 cannot be inserted into a radiograph."),
    QT_TRANSLATE_NOOP("Core", "%1 asks for landmarks of confidence %2; this image reaches %3."),
    QT_TRANSLATE_NOOP("Core", "The lung does not stand out enough from its surroundings to place %1 in it."),
    QT_TRANSLATE_NOOP("Core", "%1 has no size that could be asked for in millimetres."),
    QT_TRANSLATE_NOOP("Core", "%1 of %2 mm cannot be drawn here; ask for %3 to %4 mm."),
    QT_TRANSLATE_NOOP("Core", "A cardiothoracic ratio is the heart's; %1 has none."),
    QT_TRANSLATE_NOOP("Core", "A cardiothoracic ratio of %1 cannot be drawn; ask for 0.35 to 0.75."),
    QT_TRANSLATE_NOOP("Core", "Only a tracheal tube's or a central line's tip can be placed."),
    QT_TRANSLATE_NOOP("Core", "A line's tip can lie 25 mm above to 40 mm below the carina."),
    QT_TRANSLATE_NOOP("Core", "A tracheal tube's tip can lie 0 to 120 mm above the carina."),
    QT_TRANSLATE_NOOP(
        "Core", "What lies on both lungs cannot be taken away: one lung is cleared by what the other shows."),
    QT_TRANSLATE_NOOP(
        "Core", "Neither lung is brighter than the other: nothing can be told from the lungs themselves."),
    QT_TRANSLATE_NOOP("Core", "The %1 lung is no brighter than the other: nothing can be told from the lung itself."),
    QT_TRANSLATE_NOOP("Core",
        "The landmarks of the image are too uncertain for an insertion. Use an upright frontal chest "
        "radiograph."),
    QT_TRANSLATE_NOOP("Core", "No upright frontal chest was found in the image."),
    QT_TRANSLATE_NOOP("Core", "The image is blank or smaller than 32 pixels; no chest can be found in it."),
    QT_TRANSLATE_NOOP("Core", "Or mark where it shall be."),
    QT_TRANSLATE_NOOP("Core", "\"%1\" is not of the form name=number."),

    // Batches: core/datasets.
    QT_TRANSLATE_NOOP("Core",
        "The film names its patient, but could not be read when patients were told apart. The next start tries it "
        "again."),

    // The pilot: core/datasets/pilot and app/contrafact-cli/pilot.
    QT_TRANSLATE_NOOP("Core", "At least %1 suitable films"),
    QT_TRANSLATE_NOOP("Core", "At least %1 of all films suitable"),
    QT_TRANSLATE_NOOP("Core", "Patients known of all but %1 of the films"),
    QT_TRANSLATE_NOOP("Core", "At most %1 films that look like one of another patient"),
    QT_TRANSLATE_NOOP("Core", "At most %1 of the films with printed words"),
    QT_TRANSLATE_NOOP("Core", "At least %1 of the edits accepted, of those whose film shows what is to go"),
    QT_TRANSLATE_NOOP("Core", "A reading of %1 cases is prepared"),
    QT_TRANSLATE_NOOP("Core",
        "An expert has read them and finds at least %1 of the edits fit for what they are to be used "
        "for"),
    QT_TRANSLATE_NOOP("Core",
        "At least %1 of the edits are as asked to a segmenter that had no part in them, of films "
        "that it saw rightly before"),
    QT_TRANSLATE_NOOP("Core",
        "Nothing else moves by more than %1 in probability (farther end of the 95 % interval of the "
        "mean)"),
    QT_TRANSLATE_NOOP("Core",
        "On films of patients whom it has not seen the adapted model errs less, by more than %1 % "
        "(nearer end of the 95 % interval)"),
    QT_TRANSLATE_NOOP("Core",
        "With counterfactuals the worst group's accuracy is above \"%1\" by more than %2 (nearer end "
        "of the 95 % interval)"),
    QT_TRANSLATE_NOOP("Core", "not looked for: install tesseract-ocr and start stage 0 again"),
    QT_TRANSLATE_NOOP("Core", "films of too few patients could be read"),
    QT_TRANSLATE_NOOP("Core", "no edit was accepted"),
    QT_TRANSLATE_NOOP("Core",
        "The pilot ends here. A larger study: more films, seeds and arms with `evaluate downstream "
        "--table`."),
    QT_TRANSLATE_NOOP("Core", "Stage 1: %1 films, %2 edits, %3, and a reading of %4 cases by an expert."),
    QT_TRANSLATE_NOOP("Core",
        "Stage 2: %1 films, %2 edits, %3, a second reading, collateral changes and entanglement on "
        "these films."),

    // Agreement and other figures: core/statistics.
    QT_TRANSLATE_NOOP("Core", "Undefined: the answers do not vary (0/0)."),
    QT_TRANSLATE_NOOP("Core", "Undefined: agreement needs two readers."),
    QT_TRANSLATE_NOOP("Core", "Undefined: no case was answered by two readers (no shared cases)."),
    QT_TRANSLATE_NOOP("Core", "Too few cases for an interval."),
    QT_TRANSLATE_NOOP("Core", "The variance is 0 in this sample, so the interval has no width; it is not usable."),
    QT_TRANSLATE_NOOP("Core", "Cohen's kappa is of two annotators."),
    QT_TRANSLATE_NOOP("Core", "Agreement needs annotations by two annotators or more."),
    QT_TRANSLATE_NOOP("Core", "Undefined: one case does not vary between cases."),
    QT_TRANSLATE_NOOP("Core", "Not usable: the cases do not differ from each other."),
    QT_TRANSLATE_NOOP("Core", "Undefined: no pair differs (0/0)."),
    QT_TRANSLATE_NOOP("Core", "Undefined: there is no case to count."),
    QT_TRANSLATE_NOOP("Core", "Undefined: nothing differs."),
    QT_TRANSLATE_NOOP("Core", "Undefined: cases of both kinds are needed."),
    QT_TRANSLATE_NOOP("Core", "One reader: the result holds for this reader alone."),

    // Studies, annotations and their databases: core/sessions, core/annotation/store.
    QT_TRANSLATE_NOOP("Core",
        "The disk with the %1 is full. Nothing was stored and nothing was lost. Free some space and submit again."),
    QT_TRANSLATE_NOOP("Core",
        "The database server of the %1 does not answer. What was stored is safe; what was to be stored now is not "
        "stored yet. Try again when the server is back. (%2)"),
    QT_TRANSLATE_NOOP("Core",
        "Another program has been writing to the %1 for 20 seconds. Nothing was stored. Submit again, or close the "
        "other program."),
    QT_TRANSLATE_NOOP("Core", "The %1 may not be opened or written here: %2. Check its name, folder and permissions."),
    QT_TRANSLATE_NOOP("Core", "The file %1 is no %2, or it is damaged (%3)."),
    QT_TRANSLATE_NOOP("Core", "The %1 could not be read or written: %2."),
    QT_TRANSLATE_NOOP("Core", "study %1"),
    QT_TRANSLATE_NOOP("Core", "annotation store %1"),
    QT_TRANSLATE_NOOP(
        "Core", "Reader \"%1\" has nothing to read: the study does not have this reader, or is not sealed yet."),
    QT_TRANSLATE_NOOP("Core", "The study was closed on %1; no answer is taken any more."),
    QT_TRANSLATE_NOOP("Core", "The answers %1 are stored and locked; the protocol does not let readers go back."),
    QT_TRANSLATE_NOOP("Core", "A later stage has begun; the answers of this one are locked."),
    QT_TRANSLATE_NOOP("Core", "The next stage may be read from %1 on: the protocol asks for a washout."),
    QT_TRANSLATE_NOOP("Core", "The package %1 is gone. Put it back and go on."),
    QT_TRANSLATE_NOOP("Core",
        "An annotation by \"%1\" is not as it was written. `contrafact-cli annotations verify` says more; nothing is "
        "decided on it."),
    QT_TRANSLATE_NOOP("Core", "%1 is no annotation store."),
    QT_TRANSLATE_NOOP(
        "Core", "The connection string must name a database and a schema, of small letters, digits and \"_\": %1"),
};

constexpr const char *terms[] = {
    QT_TRANSLATE_NOOP("CoreTerm", "none"),
    QT_TRANSLATE_NOOP("CoreTerm", "left"),
    QT_TRANSLATE_NOOP("CoreTerm", "right"),
    QT_TRANSLATE_NOOP("CoreTerm", "both"),
    QT_TRANSLATE_NOOP("CoreTerm", "upper"),
    QT_TRANSLATE_NOOP("CoreTerm", "middle"),
    QT_TRANSLATE_NOOP("CoreTerm", "lower"),
    QT_TRANSLATE_NOOP("CoreTerm", "small"),
    QT_TRANSLATE_NOOP("CoreTerm", "moderate"),
    QT_TRANSLATE_NOOP("CoreTerm", "large"),
    QT_TRANSLATE_NOOP("CoreTerm", "add"),
    QT_TRANSLATE_NOOP("CoreTerm", "remove"),
    QT_TRANSLATE_NOOP("CoreTerm", "increase"),
    QT_TRANSLATE_NOOP("CoreTerm", "decrease"),
    QT_TRANSLATE_NOOP("CoreTerm", "replace"),
    QT_TRANSLATE_NOOP("CoreTerm", "mirrored"),
    QT_TRANSLATE_NOOP("CoreTerm", "upside down"),
    QT_TRANSLATE_NOOP("CoreTerm", "on its side"),
    QT_TRANSLATE_NOOP("CoreTerm", "mirrored and upside down"),
    QT_TRANSLATE_NOOP("CoreTerm", "mirrored and on its side"),
    QT_TRANSLATE_NOOP("CoreTerm", "an ultrasound image"),
    QT_TRANSLATE_NOOP("CoreTerm", "a CT image"),
    QT_TRANSLATE_NOOP("CoreTerm", "an MR image"),
    QT_TRANSLATE_NOOP("CoreTerm", "a nuclear medicine image"),
    QT_TRANSLATE_NOOP("CoreTerm", "a PET image"),
    QT_TRANSLATE_NOOP("CoreTerm", "a mammogram"),
    QT_TRANSLATE_NOOP("CoreTerm", "an angiogram"),
    QT_TRANSLATE_NOOP("CoreTerm", "a fluoroscopy image"),
    QT_TRANSLATE_NOOP("CoreTerm", "a dental radiograph"),
    QT_TRANSLATE_NOOP("CoreTerm", "a photograph"),
    QT_TRANSLATE_NOOP("CoreTerm", "an endoscopy image"),
    QT_TRANSLATE_NOOP("CoreTerm", "a microscopy image"),
    QT_TRANSLATE_NOOP("CoreTerm", "an ophthalmic photograph"),
    QT_TRANSLATE_NOOP("CoreTerm", "an optical coherence image"),
    QT_TRANSLATE_NOOP("CoreTerm", "a radiotherapy image"),
    QT_TRANSLATE_NOOP("CoreTerm", "a segmentation"),
    QT_TRANSLATE_NOOP("CoreTerm", "a bone density image"),
    QT_TRANSLATE_NOOP("CoreTerm", "a diaphanography image"),
    QT_TRANSLATE_NOOP("CoreTerm", "a folder"),
    QT_TRANSLATE_NOOP("CoreTerm", "a pipe"),
    QT_TRANSLATE_NOOP("CoreTerm", "a socket"),
    QT_TRANSLATE_NOOP("CoreTerm", "a device"),
    QT_TRANSLATE_NOOP("CoreTerm", "Printed Mark"),
    QT_TRANSLATE_NOOP("CoreTerm", "Pacing Leads"),
    QT_TRANSLATE_NOOP("CoreTerm", "Foreign Body"),
    QT_TRANSLATE_NOOP("CoreTerm", "Right Lung"),
    QT_TRANSLATE_NOOP("CoreTerm", "Left Lung"),
    QT_TRANSLATE_NOOP("CoreTerm", "Heart"),
    QT_TRANSLATE_NOOP("CoreTerm", "No Finding"),
    QT_TRANSLATE_NOOP("CoreTerm", "stored values"),
    QT_TRANSLATE_NOOP("CoreTerm", "values"),
    QT_TRANSLATE_NOOP("CoreTerm", "cells"),
    QT_TRANSLATE_NOOP("CoreTerm", "areas"),
    QT_TRANSLATE_NOOP("CoreTerm", "there"),
    QT_TRANSLATE_NOOP("CoreTerm", "probability"),
    QT_TRANSLATE_NOOP("CoreTerm", "cosine"),
    QT_TRANSLATE_NOOP("CoreTerm", "original"),
    QT_TRANSLATE_NOOP("CoreTerm", "subsample"),
    QT_TRANSLATE_NOOP("CoreTerm", "duplicate"),
};

} // namespace

std::span<const char *const> coreSentences()
{
    return sentences;
}

std::span<const char *const> coreTerms()
{
    return terms;
}

} // namespace cf::ui
