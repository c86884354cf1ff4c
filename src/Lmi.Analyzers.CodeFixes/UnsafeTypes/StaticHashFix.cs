using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.UnsafeTypes;

/// <summary><c>SHA256.HashData(bytes)</c> in place of <c>_sha.ComputeHash(bytes)</c>: the static methods keep no state. The field goes.</summary>
internal static class StaticHashFix
{
    /// <summary>Null when the object is used for anything but whole hashes, or its type has no such method.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (await SoleCreation.FindAsync(request, cancellationToken).ConfigureAwait(false) is not { SetUp.IsEmpty: true } creation || creation.Users.IsEmpty)
        {
            return null;
        }

        var uses = creation.Uses;
        var made = Expressions.Bare(creation.Value);
        if (HashType(uses.HomeModel.GetTypeInfo(made, cancellationToken).Type) is not { } type || KeyOf(made, type) is not { } key)
        {
            return null;
        }

        var edits = new StateEdits(uses.Solution);
        await creation.RemoveAsync(edits, cancellationToken).ConfigureAwait(false);
        foreach (var use in creation.Users)
        {
            if (use.Outer.Parent is not MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } call } member || member.Expression != use.Outer
                || Static(member.Name.Identifier.ValueText, type) is not { } method
                || arguments.Count != (method == "HashDataAsync" ? System.Math.Min(arguments.Count, 2) : 1) || arguments.Count == 0)
            {
                return null;
            }

            var name = edits.TypeName(use.DocumentId, use.Model, use.Name.SpanStart, "System.Security.Cryptography", type.Name);
            await edits.ReplaceAsync(
                use.DocumentId, call,
                current =>
                {
                    var old = (InvocationExpressionSyntax)current;
                    var list = key.Length == 0 ? old.ArgumentList : old.ArgumentList.WithArguments(old.ArgumentList.Arguments.Insert(0, SyntaxFactory.Argument(SyntaxFactory.ParseExpression(key))));
                    list = key.Length == 0 ? list : (ArgumentListSyntax)SyntaxFactory.ParseArgumentList("(" + string.Join(", ", list.Arguments.Select(static a => a.ToString())) + ")");
                    return SyntaxFactory.InvocationExpression(SyntaxFactory.ParseExpression(name + "." + method), list.WithTriviaFrom(old.ArgumentList)).WithTriviaFrom(old);
                },
                cancellationToken).ConfigureAwait(false);
        }

        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string? Static(string member, INamedTypeSymbol type)
    {
        var name = member switch { "ComputeHash" => "HashData", "ComputeHashAsync" => "HashDataAsync", _ => null };
        return name != null && type.GetMembers(name).Any(static m => m.IsStatic) ? name : null;
    }

    /// <summary>The class that has the static methods: the type itself, or the algorithm that it implements.</summary>
    private static INamedTypeSymbol? HashType(ITypeSymbol? type)
    {
        for (var current = type as INamedTypeSymbol; current != null; current = current.BaseType)
        {
            if (current.ContainingNamespace.ToDisplayString() == "System.Security.Cryptography" && current.GetMembers("HashData").Any(static m => m.IsStatic))
            {
                return current;
            }
        }

        return null;
    }

    /// <summary>The key of a keyed hash as it is written, "" for one without a key, null when it cannot be repeated.</summary>
    private static string? KeyOf(ExpressionSyntax made, INamedTypeSymbol type)
    {
        var arguments = (made as BaseObjectCreationExpressionSyntax)?.ArgumentList?.Arguments ?? (made as InvocationExpressionSyntax)?.ArgumentList.Arguments ?? default;
        return !type.Name.StartsWith("HMAC", System.StringComparison.Ordinal) ? arguments.Count == 0 ? "" : null
            : arguments.Count == 1 && arguments[0].Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } ? arguments[0].Expression.ToString()
            : null;
    }
}
