#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace cf {

/// By what two names of patients are compared: as plainPatient() has it, Latin letters small, and without the zeros
/// before the number that follows letters ("P0017 " and "p17" are one). Joins names that differ only so and never parts
/// equal ones.
std::string comparedPatient(std::string_view patient);

/// Whose film a file is by its path, where public data sets write it there: "patient41055" of CheXpert's folders and of
/// FastDiME's "patient41055_study2_view1_frontal.jpg", "13" of ChestX-ray14's "00000013_030.png", "10000032" of
/// MIMIC-CXR's p10/p10000032/s50414267. Empty: the path does not say it.
std::string patientOfPath(std::string_view path);

/// Whose film a row of a table speaks of: its column "patient_id", "Patient ID", "PatientID", "patient", "subject_id"
/// or "subject" (case, blanks, "_" and "-" in the names of columns do not count), as it is written, else what the path
/// of its film says. Empty: unknown, as where the cell says "nan", "none", "unknown" or "?".
std::string patientOfRow(const std::map<std::string, std::string> &row);

/// Whether a table's column is one of these.
bool isPatientColumn(const std::string &column);

/// The same as patientOfRow() of the column alone.
std::string patientInColumns(const std::map<std::string, std::string> &row);

/// The first cell under a column of that name, by small letters without blanks, "_" and "-": "patientid" for "Patient
/// ID", "patient_id" and "PatientID". Empty: no such column, or nothing in it.
std::string cellOfColumn(const std::map<std::string, std::string> &row, const std::string &key);

/// What a row calls its film, in "file", "image_id", "img_name", "Path", "Image Index" and the like; empty: it does
/// not.
std::string filmOfRow(const std::map<std::string, std::string> &row);

/// The data set by whose name isHeldBackPatient() parts patients: "nih" for a film that is named as in ChestX-ray14,
/// whatever its folder is called; else the folder's name up to its first "_".
std::string dataSetOfFilm(const std::filesystem::path &folder, std::string_view film);

} // namespace cf
