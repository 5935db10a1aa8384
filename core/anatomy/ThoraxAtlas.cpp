#include "core/anatomy/ThoraxAtlas.h"

#include <bit>
#include <cstring>
#include <initializer_list>

namespace cf {

namespace resources {
// Made by CMake from resources/phantom.
extern const unsigned char thoraxAtlasPicture[];
extern const std::size_t thoraxAtlasPictureSize;
extern const unsigned char thoraxAtlasShape[];
extern const std::size_t thoraxAtlasShapeSize;
} // namespace resources

namespace {

ThoraxAtlas::Part append(ThoraxAtlas &atlas, std::initializer_list<Point> points)
{
    const ThoraxAtlas::Part part{ atlas.points.size(), points.size() };
    atlas.points.insert(atlas.points.end(), points);
    return part;
}

void annotateLungs(ThoraxAtlas &atlas)
{
    atlas.lungRight = append(atlas,
        { { 50, 18.5 }, { 45, 19.5 }, { 40, 22.5 }, { 35, 27 }, { 30.5, 33 }, { 27, 39 }, { 24.5, 46 }, { 23, 53 },
            { 21.5, 60 }, { 20.5, 67 }, { 19.5, 74 }, { 18.8, 81 }, { 18.5, 88 }, { 19, 93 }, { 22, 91.5 }, { 26, 88 },
            { 30, 85 }, { 34, 82.5 }, { 38, 81.3 }, { 42, 82 }, { 46, 84.5 }, { 50, 87.5 }, { 52.5, 88.5 }, { 53, 83 },
            { 53.3, 77 }, { 53.5, 71 }, { 54.3, 65 }, { 54.8, 59 }, { 55, 52 }, { 56, 45 }, { 57, 38 }, { 57, 31 },
            { 56, 25 }, { 53.5, 20.5 } });
    atlas.costophrenicRight = 13;
    atlas.cardiophrenicRight = 22;
    atlas.lungLeft = append(atlas,
        { { 79, 18 }, { 84, 19.5 }, { 89, 22.5 }, { 94, 27 }, { 98, 33 }, { 101, 39 }, { 103, 46 }, { 104.5, 53 },
            { 106, 60 }, { 107, 67 }, { 108, 74 }, { 109, 81 }, { 109.8, 88 }, { 109.5, 95.5 }, { 106, 94.5 },
            { 102.5, 92 }, { 99, 89 }, { 96.5, 86 }, { 94, 81.5 }, { 91, 76.5 }, { 88, 71 }, { 85, 66 }, { 82.3, 60.5 },
            { 80, 55 }, { 77.5, 50 }, { 75.5, 45 }, { 74.3, 39 }, { 73, 33 }, { 73, 27 }, { 75, 21 } });
    atlas.costophrenicLeft = 13;
    atlas.heartApexLeft = 17;
}

} // namespace

ThoraxAtlas annotatedAtlas(std::span<const unsigned char> picture, std::span<const unsigned char> shape)
{
    ThoraxAtlas atlas;
    annotateLungs(atlas);
    atlas.midline =
        append(atlas, { { 66, 5 }, { 66, 20 }, { 66.5, 35 }, { 67, 50 }, { 67, 65 }, { 67, 80 }, { 66.5, 95 } });
    atlas.trachea = append(atlas, { { 65, 4 }, { 65, 20 }, { 64.8, 30 }, { 65, 38 }, { 65.3, 46 } });
    atlas.superiorCava = append(atlas, { { 57.8, 34 }, { 57, 40 }, { 56.8, 46 }, { 56.8, 52 } });
    atlas.clavicleRight = append(atlas, { { 58, 27.5 }, { 51, 24 }, { 44, 22 }, { 36, 22 }, { 26, 22.5 }, { 16, 22 } });
    atlas.clavicleLeft =
        append(atlas, { { 73.5, 27.5 }, { 80, 24 }, { 87, 22 }, { 95, 22 }, { 105, 22.5 }, { 115, 22 } });
    atlas.hilumRight = append(atlas, { { 51.5, 56 } });
    atlas.hilumLeft = append(atlas, { { 79.5, 53 } });
    constexpr std::size_t cells = std::size_t{ ThoraxAtlas::size } * ThoraxAtlas::size;
    if (picture.size() == cells)
        for (const unsigned char grey : picture)
            atlas.picture.push_back((static_cast<float>(grey) - 128.0F) / 50.0F);
    const std::size_t values = 2 * atlas.points.size();
    if (shape.size() == sizeof(float) * (values * (1 + ThoraxAtlas::modes) + ThoraxAtlas::modes)) {
        static_assert(std::endian::native == std::endian::little, "the shape basis is stored little-endian");
        std::vector<float> numbers(shape.size() / sizeof(float));
        std::memcpy(numbers.data(), shape.data(), shape.size());
        const auto split = numbers.begin() + static_cast<std::ptrdiff_t>(values);
        const auto end = split + static_cast<std::ptrdiff_t>(values * ThoraxAtlas::modes);
        atlas.meanShape.assign(numbers.begin(), split);
        atlas.shapeModes.assign(split, end);
        atlas.shapeDeviations.assign(end, numbers.end());
    }
    return atlas;
}

const ThoraxAtlas &thoraxAtlas()
{
    static const ThoraxAtlas atlas =
        annotatedAtlas({ resources::thoraxAtlasPicture, resources::thoraxAtlasPictureSize },
            { resources::thoraxAtlasShape, resources::thoraxAtlasShapeSize });
    return atlas;
}

} // namespace cf
