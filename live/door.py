"""Lets pages in: those who knock while others are being looked at are looked at together, so that a crowd costs few queries."""

import asyncio

from live.admission import Admission, Seat, admit
from live.threads import Threads

AT_ONCE = 250  # seats a thread job


class Door:
    """One a hub; nobody waits for a timer, only for those who came before."""

    def __init__(self, threads: Threads) -> None:
        self.threads = threads
        self.waiting: list[tuple[Seat, asyncio.Future[Admission]]] = []
        self.working: asyncio.Task[None] | None = None

    async def admit(self, seat: Seat) -> Admission:
        """Raises what the database raised."""
        answer: asyncio.Future[Admission] = asyncio.get_running_loop().create_future()
        self.waiting.append((seat, answer))
        if self.working is None:
            self.working = asyncio.create_task(self._work())
        return await answer

    async def _work(self) -> None:
        while self.waiting:
            some, self.waiting = self.waiting[:AT_ONCE], self.waiting[AT_ONCE:]
            try:
                answers = await self.threads.run(admit, [seat for seat, _ in some])
            except Exception as error:
                self._tell([(answer, error) for _, answer in some])
            else:
                self._tell(list(zip((answer for _, answer in some), answers, strict=True)))
        self.working = None

    @staticmethod
    def _tell(answers: list[tuple[asyncio.Future[Admission], Admission | Exception]]) -> None:
        for future, answer in answers:
            if future.cancelled():
                continue
            if isinstance(answer, Exception):
                future.set_exception(answer)
            else:
                future.set_result(answer)
