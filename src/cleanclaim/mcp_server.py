"""The MCP server: the same answers and look-ups as tools, with their schemas. It decides nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, TypeVar

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp_types import ToolAnnotations
from pydantic import Field, ValidationError

from cleanclaim import __version__, asking, lookup, reading
from cleanclaim import claim as notation
from cleanclaim.answer import Answer, CheckAnswer
from cleanclaim.assistant import Assistant
from cleanclaim.claim import Claim, Line
from cleanclaim.codes import validate
from cleanclaim.deciding import Desk
from cleanclaim.errors import CleanClaimError
from cleanclaim.lookup import CodeRecord, CoverageRecord, FoundPassages, RuleRecord

_Tool = TypeVar("_Tool", bound=Callable[..., Any])

INSTRUCTIONS = (
    "Coding answers for pain procedures. Every code an answer shows was checked by deterministic rules against dated "
    "tables; `not_checked` is never a pass. Give the state, the payer and the date of service where they are known: "
    "coverage depends on them. Send no patient identifiers."
)
State = Annotated[
    str | None, Field(description="Two-letter state or its name; the Medicare contractor follows from it.")
]
Payer = Annotated[str | None, Field(description="Payer, such as medicare or aetna.")]
Day = Annotated[str | None, Field(description="Date of service, such as 2026-11-02; today when not given.")]
Mac = Annotated[str | None, Field(description="Medicare contractor, such as Palmetto GBA, where no state tells it.")]
Place = Annotated[str | None, Field(description="Place of service, two digits such as 11.")]


def create(assistant: Assistant) -> MCPServer[Any]:
    """Make the server around an assistant."""
    return opening(lambda: assistant)


def opening(assistant: Callable[[], Assistant]) -> MCPServer[Any]:
    """Make the server around an assistant that may still be opening when the server is up."""
    server = _Server(
        "cleanclaim", title="CleanClaim", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING"
    )

    def tool(function: _Tool) -> _Tool:
        reads = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
        server.add_tool(_speaking(function), annotations=reads, structured_output=True)
        return function

    @tool
    def ask(
        question: Annotated[str, Field(description="A coding question in plain words.")],
        state: State = None,
        payer: Payer = None,
        date_of_service: Day = None,
        mac: Mac = None,
        place_of_service: Place = None,
        earlier: Annotated[list[str], Field(description="Earlier questions of the conversation, oldest first.")] = [],  # noqa: B006
    ) -> Answer:
        """Answer a coding question on pain procedures: verdict, checked codes with modifiers and units, findings, sources."""
        told = _context(state, payer, date_of_service, mac, place_of_service)
        return assistant().answer(question, told, earlier=asking.earlier(earlier))

    @tool
    def check_claim(
        claim: Annotated[
            str,
            Field(
                description="A claim in one line, such as `20553; 99213-25; J1010 x40 | dx M79.18 | dos 2026-03-14 | "
                "state FL | payer medicare`."
            ),
        ],
    ) -> CheckAnswer:
        """Check a claim by the rules alone: findings with remedies and citations, and what was not checked and why."""
        return assistant().check(notation.parse(claim))

    @tool
    def lookup_code(
        code: Annotated[str, Field(description="A CPT, HCPCS or ICD-10-CM code.")], date_of_service: Day = None
    ) -> CodeRecord:
        """Say what every table on file says of a code as of a date; null means that nothing on file says so."""
        on = _context(None, None, date_of_service).date_of_service or assistant().today()
        found = lookup.code(code, assistant().tables_on(on), assistant().knowledge)
        if found is None:
            raise ToolError(f"“{code[:40]}” is in no table on file.")
        return found

    @tool
    def coverage(
        procedure: Annotated[str, Field(description="A CPT or HCPCS code.")],
        diagnosis: Annotated[str | None, Field(description="An ICD-10-CM code.")] = None,
        state: State = None,
        payer: Payer = None,
        date_of_service: Day = None,
    ) -> CoverageRecord:
        """Judge a procedure for a diagnosis by every coverage document that may govern; silence is `not_checked`."""
        told = _context(state, payer, date_of_service)
        asked = Claim(
            lines=(Line(code=validate(procedure, "CPT", "HCPCS")),),
            diagnoses=(validate(diagnosis, "ICD-10-CM"),) if diagnosis else (),
            date_of_service=told.date_of_service,
            state=told.state,
            payer=told.payer,
        )
        desk = Desk(assistant().knowledge, assistant().tables_on, assistant().lexicon, assistant().today())
        return lookup.coverage(asked, desk)

    @tool
    def search_policies(
        query: Annotated[str, Field(description="What to look for, in words.", min_length=1, max_length=2_000)],
        state: State = None,
        payer: Payer = None,
        date_of_service: Day = None,
        limit: Annotated[int, Field(ge=1, le=50)] = 6,
    ) -> FoundPassages:
        """Find passages of coverage policies and coding articles in force on a date, each with its source and grade."""
        told = _context(state, payer, date_of_service)
        on = told.date_of_service or assistant().today()
        return lookup.passages(assistant().retriever, query, on, told.state, told.payer, limit)

    @tool
    def explain_rule(rule: Annotated[str, Field(description="The id of a rule, such as ptp-pair.")]) -> RuleRecord:
        """Explain a rule: what it finds, why a payer objects, what to bill instead, where that stands, and examples."""
        found = lookup.rule(rule)
        if found is None:
            raise ToolError(f"“{rule[:60]}” is no rule; expected one of {', '.join(r.id for r in lookup.rules())}.")
        return found

    return server


class _Server(MCPServer[Any]):
    """A server whose errors are one sentence each, and that takes nothing it does not know."""

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None) -> Any:
        schema = self._tool_input_schema(name)
        if schema is None:
            names = ", ".join(tool.name for tool in await self.list_tools())
            raise ToolError(f"“{name[:60]}” is no tool; expected one of {names}.")
        unknown = sorted(set(arguments) - set(schema.get("properties", {})))
        if unknown:
            expected = ", ".join(schema["properties"])
            raise ToolError(f"“{unknown[0][:60]}” is no argument of {name}; expected {expected}.")
        try:
            return await super().call_tool(name, arguments, context)
        except UnexpectedToolError:
            raise
        except ToolError as error:
            raise ToolError(_sentence(name, error)) from None


def _sentence(name: str, error: ToolError) -> str:
    cause = error.__cause__
    if not isinstance(cause, ValidationError):
        return str(cause or error)
    first = cause.errors()[0]
    where = ".".join(str(part)[:60] for part in first["loc"])
    return f"{where} of {name}: {str(first['msg']).removeprefix('Value error, ').rstrip('.')}."


def _speaking(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a named error's own sentence reach the client."""

    @wraps(function)
    def speaking(*given: Any, **named: Any) -> Any:
        try:
            return function(*given, **named)
        except CleanClaimError as error:
            raise ToolError(str(error)) from None

    return speaking


def _context(
    state: str | None, payer: str | None, day: str | None, mac: str | None = None, place: str | None = None
) -> reading.Context:
    told = {"state": state, "payer": payer, "date_of_service": day, "mac": mac, "place_of_service": place}
    return asking.context(told)
