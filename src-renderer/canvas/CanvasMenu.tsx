import { Menu as Base } from '@base-ui/react/menu'
import { Plus } from 'lucide-react'
import { arrange } from '../actions/arrange.ts'
import { bypass } from '../actions/bypass.ts'
import { freeze } from '../actions/freeze.ts'
import { moveInto, repeat, swapKind } from '../actions/choose.ts'
import { copy } from '../actions/copy.ts'
import { cut } from '../actions/cut.ts'
import { deleteApart } from '../actions/delete-apart.ts'
import { deleteSelection } from '../actions/delete.ts'
import { duplicate } from '../actions/duplicate.ts'
import { enterSelectedBlock } from '../actions/enter-block.ts'
import { fit } from '../actions/fit.ts'
import { foldAll, toggleFold, unfoldAll } from '../actions/fold.ts'
import { group } from '../actions/group.ts'
import { leaveEnteredBlock } from '../actions/leave-block.ts'
import { moveOut } from '../actions/move-steps.ts'
import { paste } from '../actions/paste.ts'
import { pullOut } from '../actions/pull-out.ts'
import { rename } from '../actions/rename.ts'
import { saveFigure } from '../actions/save-figure.ts'
import { selectAll } from '../actions/select-all.ts'
import { selectedBlocks } from '../actions/selected.ts'
import { ungroup } from '../actions/ungroup.ts'
import { useT } from '../i18n/locale.ts'
import { useView } from '../store/view.ts'
import { useFocusBack } from '../ui/focus-back.ts'
import { ActionItem, MenuSeparator } from '../ui/Menu.tsx'
import type { MenuPlace } from './hands.ts'
import { useHands } from './hands.ts'

const close = () => useHands.setState({ menu: undefined })

/** What can be done with what was pressed: the actions of the window, which act on the selection. */
export function CanvasMenu({ menu }: { menu: MenuPlace }) {
  const focusBack = useFocusBack()
  const anchor = { getBoundingClientRect: () => new DOMRect(menu.at.x, menu.at.y, 0, 0) }
  return (
    <Base.Root open modal={false} onOpenChange={(open) => !open && close()}>
      <Base.Portal>
        <Base.Positioner className="menu-place" anchor={anchor} align="start" sideOffset={2} collisionPadding={8}>
          <Base.Popup className="menu" finalFocus={focusBack}>
            {menu.on === 'node' && <NodeItems />}
            {menu.on === 'wire' && <WireItems menu={menu} />}
            {menu.on === 'canvas' && <CanvasItems menu={menu} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function NodeItems() {
  const hasBlock = selectedBlocks().length > 0
  return (
    <>
      {hasBlock && (
        <>
          <ActionItem action={enterSelectedBlock} />
          <ActionItem action={toggleFold} />
          <ActionItem action={ungroup} />
          <MenuSeparator />
        </>
      )}
      <ActionItem action={rename} />
      {!hasBlock && <ActionItem action={swapKind} />}
      <ActionItem action={repeat} />
      <ActionItem action={bypass} />
      <ActionItem action={freeze} />
      <MenuSeparator />
      <ActionItem action={group} />
      <ActionItem action={moveInto} />
      <ActionItem action={moveOut} />
      <ActionItem action={pullOut} />
      <ActionItem action={arrange} />
      <MenuSeparator />
      <ActionItem action={cut} />
      <ActionItem action={copy} />
      <ActionItem action={duplicate} />
      <ActionItem action={saveFigure} />
      <MenuSeparator />
      <ActionItem action={deleteSelection} />
      <ActionItem action={deleteApart} />
    </>
  )
}

function WireItems({ menu }: { menu: MenuPlace }) {
  return (
    <>
      {menu.quickAdd.onEdge !== undefined && <QuickAddItem menu={menu} />}
      <ActionItem action={deleteSelection} />
    </>
  )
}

function CanvasItems({ menu }: { menu: MenuPlace }) {
  const isInside = useView(({ scope }) => scope !== '')
  return (
    <>
      <QuickAddItem menu={menu} />
      <ActionItem action={paste} />
      <ActionItem action={selectAll} />
      <MenuSeparator />
      {isInside && <ActionItem action={leaveEnteredBlock} />}
      <ActionItem action={fit} />
      <ActionItem action={foldAll} />
      <ActionItem action={unfoldAll} />
      <ActionItem action={arrange} />
      <ActionItem action={saveFigure} />
    </>
  )
}

function QuickAddItem({ menu }: { menu: MenuPlace }) {
  const t = useT()
  const label =
    menu.on === 'wire' ? { en: 'Insert a layer…', zh: '插入层…' } : { en: 'Add a layer here…', zh: '在此添加层…' }
  return (
    <Base.Item className="menu-item" onClick={() => useHands.setState({ menu: undefined, quickAdd: menu.quickAdd })}>
      <span className="menu-icon">
        <Plus size={14} aria-hidden />
      </span>
      <span className="menu-label">{t(label)}</span>
    </Base.Item>
  )
}
