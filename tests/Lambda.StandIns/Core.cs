// stand-in for the package Amazon.Lambda.Core: its names and signatures, no behaviour.
using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;

namespace Amazon.Lambda.Core;

public enum LogLevel
{
    Trace = 0,
    Debug = 1,
    Information = 2,
    Warning = 3,
    Error = 4,
    Critical = 5,
}

public interface ILambdaLogger
{
    void Log(string message);
    void LogLine(string message);
    void Log(string level, string message) => LogLine(message);
    void Log(LogLevel level, string message) => LogLine(message);
    void LogTrace(string message) => LogLine(message);
    void LogDebug(string message) => LogLine(message);
    void LogInformation(string message) => LogLine(message);
    void LogWarning(string message) => LogLine(message);
    void LogError(string message) => LogLine(message);
    void LogCritical(string message) => LogLine(message);
    void Log(string level, string message, params object[] args) => LogLine(message);
    void Log(LogLevel level, string message, params object[] args) => LogLine(message);
    void LogTrace(string message, params object[] args) => LogLine(message);
    void LogDebug(string message, params object[] args) => LogLine(message);
    void LogInformation(string message, params object[] args) => LogLine(message);
    void LogInformation(Exception exception, string message, params object[] args) => LogLine(message);
    void LogWarning(string message, params object[] args) => LogLine(message);
    void LogWarning(Exception exception, string message, params object[] args) => LogLine(message);
    void LogError(string message, params object[] args) => LogLine(message);
    void LogError(Exception exception, string message, params object[] args) => LogLine(message);
    void LogCritical(string message, params object[] args) => LogLine(message);
    void LogCritical(Exception exception, string message, params object[] args) => LogLine(message);
}

public interface IClientApplication
{
    string AppPackageName { get; }
    string AppTitle { get; }
    string AppVersionCode { get; }
    string AppVersionName { get; }
    string InstallationId { get; }
}

public interface IClientContext
{
    IDictionary<string, string> Environment { get; }
    IClientApplication Client { get; }
    IDictionary<string, string> Custom { get; }
}

public interface ICognitoIdentity
{
    string IdentityId { get; }
    string IdentityPoolId { get; }
}

public interface ILambdaContext
{
    string AwsRequestId { get; }
    IClientContext ClientContext { get; }
    string FunctionName { get; }
    string FunctionVersion { get; }
    ICognitoIdentity Identity { get; }
    string InvokedFunctionArn { get; }
    ILambdaLogger Logger { get; }
    string LogGroupName { get; }
    string LogStreamName { get; }
    int MemoryLimitInMB { get; }
    TimeSpan RemainingTime { get; }
    string TenantId => "";
    string TraceId => "";
    ILambdaSerializer Serializer => null!;
}

public interface ILambdaSerializer
{
    T Deserialize<T>(Stream requestStream);
    void Serialize<T>(T response, Stream responseStream);
}

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Assembly, AllowMultiple = false)]
public sealed class LambdaSerializerAttribute(Type serializerType) : Attribute
{
    public Type SerializerType { get; set; } = serializerType;
}

public static class LambdaLogger
{
    public static void Log(string message)
    {
    }

    public static void Log(string level, string message, params object[] args)
    {
    }

    public static void Log(LogLevel level, string message, params object[] args)
    {
    }

    public static void Log(LogLevel level, Exception exception, string message, params object[] args)
    {
    }
}

public class LambdaTraceProvider
{
    public static string CurrentTraceId => "";
}

public static class SnapshotRestore
{
    public static void RegisterBeforeSnapshot(Func<ValueTask> beforeSnapshotAction)
    {
    }

    public static void RegisterAfterRestore(Func<ValueTask> afterRestoreAction)
    {
    }
}
