using System;
using System.Linq;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers.Concurrency.Reachability;

/// <summary>Where no handler is in sight, the public members of a library are what invocations call.</summary>
internal static class LibrarySurface
{
    private static readonly string[] s_setUpVerbs = { "Configure", "Init", "Register", "Setup", "SetUp", "Bootstrap", "Use", "Reset", "Redefine", "Override", "Dispose" };

    /// <summary>What a host calls once, by the names that hosted services give it.</summary>
    private static readonly string[] s_hostedNames = { "Start", "StartAsync", "Stop", "StopAsync" };

    private static readonly string[] s_testNames = { "Test", "Testing", "UnitTest", "IntegrationTest", "TestHelpers", "TestSupport", "TestUtilities", "TestUtils" };

    /// <summary>
    /// Is it a library for tests, which no invocation calls? A part of its name says so: <c>Orders.Testing</c>, <c>Orders.IntegrationTests.Common</c>. Not <c>Shop.AbTesting</c>.
    /// </summary>
    public static bool IsForTests(string? assembly)
    {
        foreach (var part in (assembly ?? "").Split('.', '-', '_'))
        {
            if (part.EndsWith("Tests", StringComparison.Ordinal) || Array.IndexOf(s_testNames, part) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Is it public, with all types around it, and no set-up of the library? A name, a parameter or what it does can tell the latter, nothing can prove it.</summary>
    public static bool IsCalledByInvocations(ISymbol member, BodySummary body)
    {
        for (var symbol = member; symbol is { Kind: not SymbolKind.Namespace }; symbol = symbol.ContainingSymbol)
        {
            if (symbol.DeclaredAccessibility is not (Accessibility.Public or Accessibility.NotApplicable))
            {
                return false;
            }
        }

        return !IsSetUp(member) && !(member is IMethodSymbol { IsStatic: true } method && IsSetter(method, body));
    }

    /// <summary>Does it do nothing but keep what it is handed, as a property setter does, and is that no event or context of an invocation?</summary>
    private static bool IsSetter(IMethodSymbol method, BodySummary body) =>
        body.Calls.Count == 0 && body.Effects.Count == 0 && body.Returns.Count == 0 && body.Accesses.Count > 0
        && body.Accesses.TrueForAll(static a => a.Kind == AccessKind.Overwrite && a.Value is { Kind: ValueKind.Parameter })
        && method.Parameters.All(static p => p.Type.ContainingNamespace?.ToDisplayString().StartsWith("Amazon.Lambda", StringComparison.Ordinal) != true);

    /// <summary>Public members that, by name or parameter, configure a library before it is used.</summary>
    private static bool IsSetUp(ISymbol symbol)
    {
        foreach (var verb in s_setUpVerbs)
        {
            if (symbol.Name.StartsWith(verb, StringComparison.Ordinal))
            {
                return true;
            }
        }

        if (Array.IndexOf(s_hostedNames, symbol.Name) >= 0)
        {
            return true;
        }

        // What hands out the container is the composition root: constructors of handlers ask it.
        if (symbol is IMethodSymbol { ReturnType.Name: "IServiceProvider" or "ServiceProvider" or "IHost" or "IWebHost" })
        {
            return true;
        }

        if (symbol.ContainingType?.Name.EndsWith("Builder", StringComparison.Ordinal) == true)
        {
            return true;
        }

        // A method that returns its own object is a builder's.
        if (symbol is IMethodSymbol { IsStatic: false, ReturnsVoid: false } fluent
            && (SymbolEqualityComparer.Default.Equals(fluent.ReturnType, fluent.ContainingType) || fluent.ReturnType is INamedTypeSymbol returned && fluent.ContainingType.AllInterfaces.Contains(returned)))
        {
            return true;
        }

        return symbol is IMethodSymbol { Parameters.Length: > 0 } method
            && (method.Parameters[0].Type.Name is var type && (type.EndsWith("Options", StringComparison.Ordinal) || type.EndsWith("Configuration", StringComparison.Ordinal) || type.EndsWith("Settings", StringComparison.Ordinal) || type is "IServiceCollection" || IsOfHost(type))
                || method.MethodKind == MethodKind.PropertySet);
    }

    /// <summary>A builder of a host or of its parts: <c>IHostApplicationBuilder</c>, <c>WebApplicationBuilder</c>, <c>ILoggingBuilder</c>; not <c>StringBuilder</c>, nor <c>InvoiceBuilder</c>.</summary>
    private static bool IsOfHost(string type) => type.EndsWith("ApplicationBuilder", StringComparison.Ordinal) || type.EndsWith("Builder", StringComparison.Ordinal) && type[0] == 'I' && char.IsUpper(type[1]);
}
