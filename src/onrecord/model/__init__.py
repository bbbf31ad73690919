"""The model: one reading of a window of text, several questions. numpy and ONNX, never torch."""
