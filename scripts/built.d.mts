export function outState(): 'missing' | 'old' | 'current'
export function build(): boolean
export function ensureBuilt(say?: (line: string) => void): boolean
