import { Workspace } from '../../screens/shell/frame/Workspace.tsx';
import { startPage } from '../workspace/start-page.tsx';

if (location.hash === '') location.hash = '#/settings';
void startPage(() => <Workspace />);
