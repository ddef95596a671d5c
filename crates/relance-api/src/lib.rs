//! The staircase: one HTTP API for window, browser and scripts
