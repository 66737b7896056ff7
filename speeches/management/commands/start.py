"""`manage.py start`: make the archive ready and serve it, in one process."""

import getpass
import os
import signal
import sys
import webbrowser
from argparse import ArgumentParser

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from waitress import create_server

from speeches import demo, installation
from speeches.models import Grant, Unit, User
from speeches.models.choices import Role

LOOPBACK = "127.0.0.1"
THREADS = 8


class Command(BaseCommand):
    help = "启动发言库：第一次运行会建好数据文件夹、密钥、数据库、索引和词表，然后打开网页服务。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=LOOPBACK, help=f"监听地址，默认 {LOOPBACK}（只有本机能打开）。")
        parser.add_argument("--port", type=int, default=8000, help="端口，默认 8000。")
        parser.add_argument("--demo", action="store_true", help="装入示例会议和示例账号；只在本机监听。")
        parser.add_argument("--no-browser", action="store_true", help="不自动打开浏览器。")

    def handle(self, *args: object, **options: object) -> None:
        installation.prepare()
        if options["demo"]:
            self._load_demo()
        else:
            self._offer_administrator()
            demo.disable_accounts()
        self._serve(LOOPBACK if options["demo"] else options["host"], options["port"], options["no_browser"])

    def _load_demo(self) -> None:
        if not demo.is_loaded():
            self.stderr.write("正在装入示例会议，需要几秒钟……")
        demo.load()
        self.stdout.write("示例账号（密码都是 demo-账号名）：")
        for username, (name, _) in demo.ACCOUNTS.items():
            self.stdout.write(f"  {username:<8} {demo.password_of(username):<14} {name}")

    def _offer_administrator(self) -> None:
        """Ask for the first administrator; where nobody can answer, say how to make one later."""
        if (
            Grant.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
            .exclude(user__username__in=demo.ACCOUNTS)
            .exists()
        ):
            return
        if not sys.stdin.isatty():
            self.stderr.write("还没有管理员账号：请在终端里运行一次 python manage.py start，按提示创建。")
            return
        username = input("还没有管理员。请输入管理员账号名（直接回车跳过）：").strip()
        if not username:
            return
        user = User(username=username, name="管理员")
        user.set_password(self._ask_password(user))
        user.save()
        for unit in Unit.objects.filter(parent=None):
            Grant.objects.create(user=user, role=Role.ADMINISTRATOR, unit=unit)
        self.stdout.write(f"已创建管理员 {username}。登录后请到“后台”建立其他账号并授权。")

    def _ask_password(self, user: User) -> str:
        while True:
            password = getpass.getpass("请输入密码（至少 10 位）：")
            try:
                validate_password(password, user)
            except ValidationError as error:
                self.stderr.write("；".join(error.messages))
                continue
            if password == getpass.getpass("再输入一次："):
                return password
            self.stderr.write("两次输入的不一样，请重来。")

    def _serve(self, host: str, port: int, no_browser: bool) -> None:
        from studyarchive.wsgi import application  # after prepare(): the application opens the database

        try:
            server = create_server(application, host=host, port=port, threads=THREADS, ident="studyarchive")
        except OSError as error:
            raise CommandError(
                f"端口 {port} 打不开（{error.strerror or error}），可能已被占用：请换一个，例如 --port {port + 1}。",
                returncode=2,
            ) from error
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        address = f"http://{host}:{port}/"
        self.stdout.write(f"发言库已启动：{address} （按 Ctrl-C 停止）")
        self.stdout.flush()
        if (not no_browser and os.environ.get("DISPLAY", "")) or (os.name == "nt" and not no_browser):
            webbrowser.open(address)
        try:
            server.run()
        except (KeyboardInterrupt, SystemExit):
            self.stdout.write("已停止。")
        finally:
            server.close()
