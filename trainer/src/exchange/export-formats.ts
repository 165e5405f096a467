export const EXPORT_FORMATS = ['keras-h5', 'keras', 'onnx', 'tfjs'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
