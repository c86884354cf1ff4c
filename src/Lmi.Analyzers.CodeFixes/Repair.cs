using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.CodeFixes;

/// <summary>One diagnostic to repair: where it is, and the shared state it names (null when it names none).</summary>
internal sealed record RepairRequest(Document Document, Diagnostic Diagnostic, SyntaxNode Node, ISymbol? State);

/// <summary>
/// One way to repair a diagnostic. <see cref="ApplyAsync"/> returns null when the meaning of the program could not be
/// kept, and then the repair is not offered. <see cref="Key"/> tells the ways of one rule apart for Fix All.
/// </summary>
internal sealed record Repair(
    string Key,
    Func<RepairRequest, string> Title,
    Func<RepairRequest, CancellationToken, Task<Solution?>> ApplyAsync);
