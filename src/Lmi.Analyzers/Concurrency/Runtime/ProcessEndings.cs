using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.Runtime;

/// <summary>
/// Answers where one invocation ends the process: a member of metadata that does, an <c>async void</c> function that lets an exception out, and an exception that nobody
/// catches on a thread or timer that an invocation starts. An exception is followed to callers over call sites without a try that catches.
/// </summary>
internal sealed class ProcessEndings(ProgramSymbols symbols, ProgramSummaries summaries, Callers callers, Invocations invocations)
{
    private const string CurrentProcess = "M:System.Diagnostics.Process.GetCurrentProcess";

    public IEnumerable<ReachedEffect> In(SyntaxTree tree, CancellationToken cancellationToken)
    {
        foreach (var member in summaries.In(tree, cancellationToken))
        {
            foreach (var body in member.Bodies)
            {
                var hasThrown = false;
                foreach (var effect in body.Effects)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var path = effect.Kind switch
                    {
                        EffectKind.EndsProcess when !Invocations.IsOnce(effect.Locks) && IsOwnProcess(effect, body) => invocations.Find(body, Need.Nothing, cancellationToken, Way.Any).Path,
                        EffectKind.AsyncVoid => invocations.Find(body, Need.Nothing, cancellationToken, Way.Any).Path,
                        EffectKind.Throw when !hasThrown => ThreadPath(body, effect, cancellationToken),
                        _ => null,
                    };
                    if (path != null)
                    {
                        hasThrown |= effect.Kind == EffectKind.Throw;
                        yield return new ReachedEffect(body, effect, path);
                    }
                }
            }
        }
    }

    private static bool IsOwnProcess(Effect effect, BodySummary body) =>
        effect.Fact?.Argument("kind") != "current-process" || effect.Receiver != null && IsCurrentProcess(effect.Receiver, body, 0);

    private static bool IsCurrentProcess(Value process, BodySummary body, int depth) => process.Kind switch
    {
        ValueKind.Derived => process.Id.StartsWith(CurrentProcess, StringComparison.Ordinal),
        ValueKind.Local => depth < Limits.HolderDepth && body.Member.TryGetLocal(process, out var local) && local.Values.Count > 0 && local.Values.All(v => IsCurrentProcess(v, local.Owner, depth + 1)),
        _ => false,
    };

    private sealed class Step(BodySummary body, Step? next, TextSpan call, int depth)
    {
        public BodySummary Body { get; } = body;

        public Step? Next { get; } = next;

        public TextSpan Call { get; } = call;

        public int Depth { get; } = depth;
    }

    /// <summary>The way to a thrown exception over a thread that is no task's, or null.</summary>
    private InvocationPath? ThreadPath(BodySummary thrower, Effect thrown, CancellationToken cancellationToken)
    {
        var queue = new Queue<Step>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { thrower.Id };
        queue.Enqueue(new Step(thrower, null, default, 0));
        while (queue.Count > 0)
        {
            var step = queue.Dequeue();
            if (step.Body.IsAsync || step.Body.Kind is BodyKind.Main or BodyKind.StaticInitializer)
            {
                continue;
            }

            foreach (var (caller, call) in callers.Of(step.Body, cancellationToken))
            {
                if (call.Thread != ThreadKind.Task)
                {
                    if ((step.Depth == 0 || !IsArgumentCheck(thrown)) && !Invocations.IsOnce(call.Locks) && invocations.Find(caller, Need.Nothing, cancellationToken, Way.Any).Path is { } path)
                    {
                        return Joined(path, step);
                    }
                }
                else if (call.Kind == CallKind.Call && !call.IsCaught && step.Depth < Limits.HolderDepth && seen.Add(caller.Id))
                {
                    queue.Enqueue(new Step(caller, step, call.Span, step.Depth + 1));
                }
            }
        }

        return null;
    }

    /// <summary>An exception that tells a programmer of a wrong call: a helper that has one is not wrong for it.</summary>
    private bool IsArgumentCheck(Effect thrown)
    {
        if (thrown.Receiver is not { Kind: ValueKind.New } exception)
        {
            return false;
        }

        for (var type = symbols.Symbol(exception.Id) as INamedTypeSymbol; type != null; type = type.BaseType)
        {
            if (type.Name is "ArgumentException" or "NotImplementedException" or "NotSupportedException" or "UnreachableException")
            {
                return true;
            }
        }

        return false;
    }

    private static InvocationPath Joined(InvocationPath path, Step step)
    {
        var steps = new List<(BodySummary, TextSpan)>(path.Steps);
        for (var s = step; s != null; s = s.Next)
        {
            steps.Add((s.Body, s.Call));
        }

        return new InvocationPath(path.Role, steps, path.Holder);
    }
}
