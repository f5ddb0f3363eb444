import { keyLabel } from './keys.ts'
import './key.css'

/** A chord such as `mod+shift+z`, as this keyboard writes it. */
export const Key = ({ chord }: { chord: string }) => <kbd className="key">{keyLabel(chord)}</kbd>
