using System.Collections.Generic;
using System.Linq;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Process;

/// <summary>The request that is sent: one that is there, or one that is made for the headers.</summary>
internal sealed record SentRequest(string Request, string? Declaration, IReadOnlyList<string> Before, string Call)
{
    public static SentRequest? Of(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model, int position, SyntaxNode function)
    {
        var arguments = call.ArgumentList.Arguments.Select(static a => a.WithoutTrivia().ToString()).ToList();
        var client = ((MemberAccessExpressionSyntax)call.Expression).Expression.WithoutTrivia();
        if (call.ArgumentList.Arguments.Any(static a => a.NameColon is not null))
        {
            return null;
        }

        if (method.Name == "SendAsync")
        {
            return call.ArgumentList.Arguments[0].Expression is IdentifierNameSyntax existing ? new SentRequest(existing.Identifier.ValueText, null, new List<string>(), "") : null;
        }

        if (method.ContainingType.Name == "HttpClientJsonExtensions")
        {
            return OfJson(call, method, model, position, function);
        }

        var request = Names.ForLocal("request", model, position, function);
        var (verb, read) = method.Name switch
        {
            "GetAsync" => ("Get", null),
            "DeleteAsync" => ("Delete", null),
            "PostAsync" => ("Post", null),
            "PutAsync" => ("Put", null),
            "PatchAsync" => ("Patch", null),
            "GetStringAsync" => ("Get", "ReadAsStringAsync"),
            "GetByteArrayAsync" => ("Get", "ReadAsByteArrayAsync"),
            _ => (null, (string?)null),
        };
        if (verb is null || read is not null && !(call.Parent is AwaitExpressionSyntax))
        {
            return null;
        }

        var hasContent = verb is "Post" or "Put" or "Patch";
        var declaration = $"using var {request} = new HttpRequestMessage(HttpMethod.{verb}, {arguments[0]}){(hasContent ? $" {{ Content = {arguments[1]} }}" : "")};";
        var rest = string.Concat(arguments.Skip(hasContent ? 2 : 1).Select(static a => ", " + a));
        var send = $"{client}.SendAsync({request}{rest})";
        if (read is null)
        {
            return new SentRequest(request, declaration, new List<string>(), send);
        }

        var response = Names.ForLocal("response", model, position, function);
        return new SentRequest(request, declaration, new[] { $"using var {response} = await {send};", $"{response}.EnsureSuccessStatusCode();" }, $"{response}.Content.{read}({string.Join(", ", arguments.Skip(1))})");
    }

    /// <summary><c>GetFromJsonAsync&lt;T&gt;(url)</c>, <c>PostAsJsonAsync(url, value)</c>, also with a token.</summary>
    private static SentRequest? OfJson(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model, int position, SyntaxNode function)
    {
        var arguments = call.ArgumentList.Arguments.Select(static a => a.WithoutTrivia().ToString()).ToList();
        var member = (MemberAccessExpressionSyntax)call.Expression;
        var fixedCount = method.Name == "GetFromJsonAsync" ? 1 : 2;
        if (arguments.Count > fixedCount + 1 || arguments.Count > fixedCount && model.GetTypeInfo(call.ArgumentList.Arguments[fixedCount].Expression).Type?.Name != "CancellationToken")
        {
            return null;
        }

        var request = Names.ForLocal("request", model, position, function);
        var token = arguments.Count > fixedCount ? ", " + arguments[fixedCount] : "";
        var send = $"{member.Expression.WithoutTrivia()}.SendAsync({request}{token})";
        switch (method.Name)
        {
            case "GetFromJsonAsync" when member.Name is GenericNameSyntax { TypeArgumentList: var read } && call.Parent is AwaitExpressionSyntax:
                var response = Names.ForLocal("response", model, position, function);
                return new SentRequest(
                    request,
                    $"using var {request} = new HttpRequestMessage(HttpMethod.Get, {arguments[0]});",
                    new[] { $"using var {response} = await {send};", $"{response}.EnsureSuccessStatusCode();" },
                    $"{response}.Content.ReadFromJsonAsync{read.WithoutTrivia()}({token.TrimStart(',', ' ')})");
            case "PostAsJsonAsync" or "PutAsJsonAsync" or "PatchAsJsonAsync":
                var verb = method.Name.Substring(0, method.Name.Length - "AsJsonAsync".Length);
                return new SentRequest(request, $"using var {request} = new HttpRequestMessage(HttpMethod.{verb}, {arguments[0]}) {{ Content = JsonContent.Create({arguments[1]}) }};", new List<string>(), send);
            default:
                return null;
        }
    }
}
