#include "core/annotation/exchange/MarkWords.h"

#include "core/annotation/AnnotationKeys.h"

#include <sstream>

namespace cf::annotation {

std::string trackingWordsOf(const Mark &mark)
{
    return std::string("mark ").append(std::to_string(mark.number)).append(" ").append(keyOf(shapeKeys(), mark.shape))
        + " " + keyOf(originKeys(), mark.origin) + (mark.isStale ? " stale" : " fresh")
        + (mark.confirmed ? " confirmed" : " open");
}

bool readTrackingWords(const std::string &words, Mark &mark)
{
    std::istringstream stream(words);
    std::string kind;
    std::string shape;
    std::string origin;
    std::string freshness;
    std::string confirmation;
    int number = 0;
    if (!(stream >> kind >> number >> shape >> origin >> freshness >> confirmation) || kind != "mark" || number < 1)
        return false;
    const auto shapeValue = valueOf(shapeKeys(), shape);
    const auto originValue = valueOf(originKeys(), origin);
    if (!shapeValue || !originValue)
        return false;
    mark.number = number;
    mark.shape = *shapeValue;
    mark.origin = *originValue;
    mark.isStale = freshness == "stale";
    mark.confirmed = confirmation == "confirmed";
    return true;
}

} // namespace cf::annotation
