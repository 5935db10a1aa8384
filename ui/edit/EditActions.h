#pragma once

namespace cf::ui {

class ActionRegistry;
class CompareView;
class ToolBox;
class ViewState;

/// Connects what keys and menus do to the views: zoom, turn, window, pan.
void connectViewActions(ActionRegistry &actions, CompareView &compare, ViewState &view);
/// How the images are compared, and what lies over them.
void connectCompareActions(ActionRegistry &actions, CompareView &compare, ViewState &view);
/// The brush.
void connectToolActions(ActionRegistry &actions, CompareView &compare, ToolBox &tools);

} // namespace cf::ui
