/** The window's own font, as a canvas takes it. */
export const fontOf = (pixels: number): string => `${pixels}px "Inter Variable", "Noto Sans SC", system-ui, sans-serif`
