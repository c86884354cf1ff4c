using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace Lmi.Analyzers.Tests.Proofs;

/// <summary>
/// Executes a fix: the code as it stands must lose, double, mix up or throw under concurrent invocations, and the fixed code must not.
/// </summary>
/// <remarks>
/// A case is one source text with a handler and a class <c>Case</c>, for which no <c>using</c> of <see cref="Snippet.Usings"/> is needed:
/// <code>
/// public class Function
/// {
///     private int _count;
///     public int Count =&gt; _count;
///     public void Handle(string input, ILambdaContext context) =&gt; _count += Window.Wide(1);
/// }
///
/// public static class Case
/// {
///     private static readonly Function s_function = new();                                  // one process has one handler object
///     public const int PerCaller = 50;                                                      // optional: invocations of each of the 64 callers
///     public static void Invoke(int number) =&gt; s_function.Handle("" + number, null!);       // one invocation; void or Task; it may throw
///     public static string? Check(int invocations) =&gt; s_function.Count == invocations ? null : "lost " + (invocations - s_function.Count);
/// }
/// </code>
/// <list type="bullet">
/// <item>A round is a fresh process as far as the code can tell: the assembly is loaded anew, so statics are unset; class initializers run; then 64 threads
/// begin at once and make <c>PerCaller</c> invocations each. <c>number</c> is different for each invocation of a round and begins at 0. The round has failed
/// when an invocation threw, when <c>Check</c> returned a message or threw, or when it did not end.</item>
/// <item>The unfixed code runs until a round fails; the fixed code then runs many more rounds than that took, and none may fail.</item>
/// <item>A window between the two halves of a race is often a few instructions wide. <c>Window.Open()</c>, <c>Window.Wide(value)</c> and
/// <c>await Window.OpenAsync()</c>, callable anywhere in a case, let other invocations in. They add no race: a program without one passes with any number of
/// them. A race that is one expression (<c>_count++</c>) needs a high <c>PerCaller</c> instead.</item>
/// <item>Each round has a temporary directory of its own: when the code is run, the literals that begin with <c>/tmp</c> and the members of the class library that
/// answer with the temporary directory lead there (<see cref="PrivateTemp"/>); the rules and the fix see the code as it is written. It is empty when a round begins, so
/// <c>Check</c> can list <c>"/tmp"</c> for what is left behind.</item>
/// <item><c>new Context("request-id")</c> is an <c>ILambdaContext</c>; <c>null!</c> does where none is used.</item>
/// <item>Expensive types of <see cref="ExpensiveLibrary"/> go by their real names, and count how often they were built: <c>InferenceSession.Loads</c>.</item>
/// <item>Coyote then explores the case with three invocations, numbered 0 to 2, so <c>Check</c> has to hold, and to be broken by the race, for three as for
/// <c>64 × PerCaller</c>. What it cannot do: <see cref="Exploration"/>.</item>
/// <item>Code that never ends cannot be stopped: no case may corrupt a <c>SortedDictionary</c> or <c>LinkedList</c>, and none may end the process.</item>
/// </list>
/// The rule must report the case, the fix is applied until the rule is silent, and then no warning of ours may be left. A case costs about a second.
/// </remarks>
internal static class Proof
{
    /// <summary>
    /// The unfixed code fails, the fixed code does not: under stress, and in the schedules that Coyote explores. The fix is the first that is offered with a title that begins like this.
    /// </summary>
    public static async Task FailsAndIsRepairedAsync<TFix>(string title, string source)
        where TFix : CodeFixProvider, new()
    {
        var snippet = await FailsAndIsRepairedUnderStressAsync<TFix>(title, source);
        var (schedules, bug) = await Exploration.UntilOneFailsAsync(await Snippet.CompileAsync(snippet.Unfixed, isExplored: true), Exploration.Most);
        Assert.True(bug != null, $"Coyote found nothing wrong with the unfixed code in {schedules} schedules");
        (_, bug) = await Exploration.UntilOneFailsAsync(await Snippet.CompileAsync(snippet.Fixed, isExplored: true), Exploration.AfterFailing(schedules));
        Assert.True(bug == null, $"Coyote found a schedule in which the fixed code fails: {bug}\n\n{snippet.FixedSource}");
    }

    /// <summary>The same for a case that Coyote cannot explore. The name of the test says why: <c>…_stress_only_because_…</c>; a convention test asks for it.</summary>
    public static async Task<Snippet> FailsAndIsRepairedUnderStressAsync<TFix>(string title, string source)
        where TFix : CodeFixProvider, new()
    {
        var snippet = await Snippet.FixedAsync<TFix>(title, source);
        var (rounds, problem) = ConcurrentRounds.UntilOneFails(await Snippet.CompileAsync(snippet.Unfixed));
        Assert.True(problem != null, $"the unfixed code did not fail in {rounds} rounds");
        await AssertHoldsAsync(snippet, ConcurrentRounds.AfterFailing(rounds));
        return snippet;
    }

    /// <summary>The fixed code does not fail. For hazards that no test can show: what happens after hours, on another machine, or to the whole process.</summary>
    public static async Task IsRepairedAsync<TFix>(string title, string source)
        where TFix : CodeFixProvider, new() =>
        await AssertHoldsAsync(await Snippet.FixedAsync<TFix>(title, source), ConcurrentRounds.AfterFailing(1));

    private static async Task AssertHoldsAsync(Snippet snippet, int rounds)
    {
        var (round, problem) = ConcurrentRounds.UntilOneFails(await Snippet.CompileAsync(snippet.Fixed), rounds);
        Assert.True(problem == null, $"the fixed code failed in round {round} of {rounds}: {problem}\n\n{snippet.FixedSource}");
    }
}
