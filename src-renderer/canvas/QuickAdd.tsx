import type { LayerKind } from '../../src-core/layers/define.ts'
import { kindOf } from '../../src-core/layers/registry.ts'
import { edit } from '../actions/edit.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { reveal } from '../store/view.ts'
import { focusCanvas } from '../actions/focus-panel.ts'
import { ChooseList } from './ChooseList.tsx'
import { placeAt } from './dropping.ts'
import { fittingKinds } from './fitting.ts'
import type { QuickAddPlace } from './hands.ts'
import { useHands } from './hands.ts'

/** The list of layers that opens where one is to be added. */
export function QuickAdd({ place }: { place: QuickAddPlace }) {
  const t = useT()
  const document = useEditor(({ history }) => history.document)
  const analysis = useEditor((editor) => editor.analysis)
  const label = t(
    place.wire || place.onEdge
      ? { en: 'Add a layer that fits', zh: '添加可连接的层' }
      : { en: 'Add a layer', zh: '添加层' },
  )
  return (
    <ChooseList
      at={place.at}
      label={label}
      none={t({ en: 'No layer that fits is called so.', zh: '没有匹配的层。' })}
      find={(query) =>
        fittingKinds(query, place, document, analysis).map(({ kind, title, description, family }) => ({
          id: kind,
          title: t(title),
          help: t(description),
          family,
        }))
      }
      choose={(kind) => {
        close()
        add(kindOf(kind)!, place)
      }}
      close={close}
    />
  )
}

/** The canvas has the keyboard again, unless another place took it. */
function close({ keepsFocus = false } = {}): void {
  useHands.setState({ quickAdd: undefined })
  if (!keepsFocus) focusCanvas()
}

function add({ kind }: LayerKind, { spot, wire, onEdge }: QuickAddPlace): void {
  const ends = wire && (wire.from === 'source' ? { connectFrom: wire.layer } : { connectTo: wire.layer })
  const where = onEdge !== undefined ? { onEdge } : { ...ends, ...(spot && placeAt(spot, wire)) }
  if (edit('addLayer', { kind, ...where })) reveal(useEditor.getState().selection[0]!)
}
