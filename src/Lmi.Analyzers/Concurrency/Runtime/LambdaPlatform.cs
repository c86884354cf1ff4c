using Lmi.Analyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Lmi.Analyzers.Concurrency.Runtime;

/// <summary>
/// Answers what a question about the operating system is answered with on Lambda, which is Linux: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html.
/// Null when the condition asks something else.
/// </summary>
internal static class LambdaPlatform
{
    public static bool? IsTrue(IOperation? condition)
    {
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return !IsTrue(not.Operand);
            case IParenthesizedOperation parenthesized:
                return IsTrue(parenthesized.Operand);
            case IInvocationOperation { Instance: null, TargetMethod: { Name: "IsLinux" or "IsWindows" or "IsMacOS" or "IsFreeBSD", Parameters.Length: 0, ContainingType: { Name: "OperatingSystem", ContainingNamespace.Name: "System" } } } call:
                return call.TargetMethod.Name == "IsLinux";
            case IInvocationOperation { TargetMethod: { Name: "IsOSPlatform", ContainingType.Name: "RuntimeInformation" }, Arguments.Length: 1 } call:
                return call.Arguments[0].Value is IPropertyReferenceOperation { Property: { Name: "Linux" or "Windows" or "OSX" or "FreeBSD", ContainingType.Name: "OSPlatform" } } platform ? platform.Property.Name == "Linux" : null;
            default:
                return null;
        }
    }
}
