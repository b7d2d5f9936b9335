import { Workspace } from '../../screens/shell/frame/Workspace.tsx';
import { startPage } from './start-page.tsx';

void startPage(() => <Workspace />);
