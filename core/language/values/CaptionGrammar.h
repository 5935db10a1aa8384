#pragma once

#include "core/base/Result.h"
#include "core/base/terms/ClinicalTerms.h"

#include <map>
#include <string>
#include <vector>

namespace cf {

/// The language of one checkpoint: which captions its network was trained on. Read from `contrafact.json`
/// ("grammar"); a folder without one is taken for PRISM's ("Chest X-ray showing A, B").
struct CaptionGrammar {
    enum class Form {
        Labels, ///< PRISM's: a caption of the state, made of positive CheXpert labels; no side, no severity.
        Instruction, ///< An instruction for a model that is given the source image: "add small left pleural effusion".
    };
    Form form = Form::Labels;
    std::string prefix = "Chest X-ray showing ";
    std::string normalCaption = "Chest X-ray showing No Finding";
    std::map<Target, std::string> words; ///< What the model calls each target it knows; others are not heard.
    bool hearsSide = false;
    bool hearsZone = false;
    bool hearsSeverity = false;
    bool hearsAbsence = false; ///< Captions with "no X" were seen in training.
    bool hearsAmounts = false; ///< Numbers reach the picture: sizes, ratios, heights, counts.
    bool hearsChange = false; ///< Instructions "increase", "decrease", "replace" were seen; else the nearest "add" or
                              ///< "remove" stands for them.

    static CaptionGrammar prism();
    static CaptionGrammar bundled(); ///< The instruction grammar of resources/models/mini-cxr.
};

/// Reads the "grammar" object of a contrafact.json text; errors name the offending member.
Result<CaptionGrammar> parseCaptionGrammar(const std::string &contrafactJson);

} // namespace cf
